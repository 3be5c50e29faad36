import type { LandingPageFragment, SectionFragment } from "@wellspring/client";
import { raw } from "hono/html";
import { withLinks } from "../addresses.js";
import { CONSENT, FIELD, fieldName, TOKEN, TRAP } from "../lead.js";
import type { Visit } from "../visit.js";
import type { Words } from "../words.js";

type LeadForm = Extract<SectionFragment, { __typename: "LeadFormSection" }>["form"];
type Field = LeadForm["fields"][number];

/** A form that came back: with what was typed, and why it was not kept. */
export interface Attempt {
  readonly values: ReadonlyMap<string, ReadonlyArray<string>>;
  readonly consents: boolean;
  readonly token: string;
  /** By the field's name; what is wrong with the form as a whole by "". */
  readonly errors: ReadonlyMap<string, ReadonlyArray<string>>;
}

interface Props {
  form: LeadForm;
  page: LandingPageFragment;
  visit: Visit;
  attempt?: Attempt | undefined;
}

export function Form({ form, page, visit, attempt }: Props) {
  const { words, link, previews } = visit;
  if (visit.query.has("sent")) {
    return (
      <p class="notice" id="form" role="status">
        {form.thanks || words.thanks}
      </p>
    );
  }
  return (
    <form id="form" method="post" action={`${link(page.path)}#form`} data-lead={page.id}>
      {attempt && <Notice attempt={attempt} words={words} />}
      <fieldset disabled={previews}>
        {form.fields.map((field) => (
          <Row field={field} attempt={attempt} words={words} />
        ))}
        <p class="trap">
          <label>
            {words.leaveEmpty} <input name={TRAP} tabindex={-1} autocomplete="off" />
          </label>
        </p>
        {form.consentHtml && (
          <div class="field consent">
            <input
              type="checkbox"
              id="consent"
              name={CONSENT}
              required
              checked={attempt?.consents}
              aria-describedby={attempt?.errors.has("consent") ? "consent-error" : undefined}
            />
            <label for="consent">{raw(withLinks(form.consentHtml, link))}</label>
            <Errors id="consent-error" messages={attempt?.errors.get("consent")} />
          </div>
        )}
        <input type="hidden" name={TOKEN} value={attempt?.token} />
        <button type="submit" class="button">
          {form.submitLabel}
        </button>
      </fieldset>
    </form>
  );
}

function Notice({ attempt, words }: { attempt: Attempt; words: Words }) {
  const whole = attempt.errors.get("") ?? [];
  return (
    <div class={attempt.errors.size > 0 ? "notice wrong" : "notice"} role="alert">
      {attempt.errors.size > 0 ? (
        <p>{whole.length > 0 ? whole.join(" ") : words.mend}</p>
      ) : (
        <p>
          <strong>{words.check}</strong> {words.checkHint}
        </p>
      )}
    </div>
  );
}

function Errors({ id, messages }: { id: string; messages?: ReadonlyArray<string> | undefined }) {
  if (!messages) return null;
  return (
    <p class="error" id={id}>
      {messages.join(" ")}
    </p>
  );
}

function Row({ field, attempt, words }: { field: Field; attempt: Attempt | undefined; words: Words }) {
  const id = `${FIELD}${field.name}`;
  const errors = attempt?.errors.get(field.name);
  const values = attempt?.values.get(field.name) ?? (attempt ? [] : startOf(field));
  const described = [field.help && `${id}-help`, errors && `${id}-error`].filter(Boolean).join(" ");
  if (field.kind === "HIDDEN") {
    return <input type="hidden" name={fieldName(field.name)} value={field.default} />;
  }
  const several = field.kind === "CHECKBOXES" || field.kind === "RADIO";
  const label = (
    <>
      {field.label}
      {field.required && <small> {words.required}</small>}
    </>
  );
  const hints = (
    <>
      {field.help && (
        <p class="help" id={`${id}-help`}>
          {field.help}
        </p>
      )}
      <Errors id={`${id}-error`} messages={errors} />
    </>
  );
  if (several) {
    return (
      <fieldset class="field" aria-describedby={described || undefined}>
        <legend>{label}</legend>
        <Choices field={field} values={values} />
        {hints}
      </fieldset>
    );
  }
  return (
    <div class={`field ${field.kind.toLowerCase()}`}>
      <label for={id}>{label}</label>
      <Control field={field} id={id} values={values} words={words} invalid={!!errors} described={described} />
      {hints}
    </div>
  );
}

function startOf(field: Field): string[] {
  if (!field.default) return [];
  return field.kind === "CHECKBOXES" ? field.default.split("\n") : [field.default];
}

interface ControlProps {
  field: Field;
  id: string;
  values: ReadonlyArray<string>;
  words: Words;
  invalid: boolean;
  described: string;
}

const TYPES = {
  SINGLELINE: "text",
  EMAIL: "email",
  NUMBER: "number",
  URL: "url",
  DATE: "date",
  DATETIME: "text",
  CHECKBOX: "checkbox",
} as const;

function Control({ field, id, values, words, invalid, described }: ControlProps) {
  const [value = ""] = values;
  const shared = {
    id,
    name: fieldName(field.name),
    required: field.required,
    "aria-invalid": invalid ? ("true" as const) : undefined,
    "aria-describedby": described || undefined,
  };
  switch (field.kind) {
    case "MULTILINE":
      return (
        <textarea {...shared} rows={4}>
          {value}
        </textarea>
      );
    case "DROPDOWN":
    case "MULTISELECT":
      return (
        <select {...shared} multiple={field.kind === "MULTISELECT"}>
          {field.kind === "DROPDOWN" && <option value="">{words.choose}</option>}
          {field.choices.map((choice) => (
            <option value={choice} selected={values.includes(choice)}>
              {choice}
            </option>
          ))}
        </select>
      );
    case "CHECKBOX":
      return <input {...shared} type="checkbox" value="on" checked={value !== ""} />;
    case "CHECKBOXES":
    case "RADIO":
    case "HIDDEN":
      return null;
    default:
      return (
        <input {...shared} type={TYPES[field.kind]} value={value} autocomplete={completionOf(field.kind)} />
      );
  }
}

function completionOf(kind: Field["kind"]): "email" | undefined {
  return kind === "EMAIL" ? "email" : undefined;
}

function Choices({ field, values }: { field: Field; values: ReadonlyArray<string> }) {
  return (
    <>
      {field.choices.map((choice) => (
        <label>
          <input
            type={field.kind === "RADIO" ? "radio" : "checkbox"}
            name={fieldName(field.name)}
            value={choice}
            checked={values.includes(choice)}
            required={field.kind === "RADIO" && field.required}
          />
          {choice}
        </label>
      ))}
    </>
  );
}
