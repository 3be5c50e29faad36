import { isDeepStrictEqual } from "node:util";
import { GraphQLError, getOperationAST, isAbstractType, parse, validate } from "graphql";
import type { Contract, Fixture } from "./contract.js";
import { invented } from "./inventing.js";
import { isSamePath } from "./paths.js";

export interface Question {
  readonly documentId?: string;
  readonly query?: string;
  readonly operationName?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Names what is previewed: an address, or a type. */
  readonly previewToken?: string;
}

export interface Answered {
  readonly status: number;
  readonly body: unknown;
  readonly tags?: string;
}

export function refusal(status: number, code: string, message: string): Answered {
  return { status, body: { errors: [{ message, extensions: { code } }] } };
}

/** What was recorded for the question where it was, else something of the right shape. */
export function answered(contract: Contract, question: Question, origin: string): Answered {
  const { documentId, operationName, variables = {}, previewToken } = question;
  if (previewToken !== undefined && !opens(previewToken, contract)) {
    return refusal(401, "PREVIEW_INVALID", "This is no preview token.");
  }
  const text = documentId === undefined ? question.query : contract.documents.get(documentId);
  if (text === undefined) {
    return refusal(400, "PERSISTED_QUERY_NOT_FOUND", "No document of this hash is known here.");
  }
  if (typeof text !== "string") return refusal(400, "BAD_INPUT", "`query` must be a GraphQL document.");
  try {
    const document = parse(text);
    const [problem] = validate(contract.schema, document);
    if (problem) return refusal(400, "VALIDATION_FAILED", problem.message);
    const name = getOperationAST(document, operationName)?.name?.value;
    const fixture = documentId && name ? recorded(contract, name, variables) : undefined;
    const body = fixture?.answer ?? invented(contract, document, variables, operationName, previewToken);
    return { status: 200, body: at(origin, body), tags: fixture?.tags ?? "" };
  } catch (error) {
    if (error instanceof GraphQLError) return refusal(400, "PARSE_FAILED", error.message);
    throw error;
  }
}

function recorded({ fixtures }: Contract, name: string, variables: Readonly<Record<string, unknown>>) {
  const asked = given(variables);
  const all = fixtures.get(name) ?? [];
  // A page that was recorded for others is there for everybody.
  const there = ({ path }: Fixture["variables"]) => isSamePath(path, variables.path);
  return (
    all.find((one) => isDeepStrictEqual(given(one.variables), asked)) ??
    all.find((one) => there(one.variables))
  );
}

function opens(token: string, { pages, schema }: Contract): boolean {
  const page = schema.getType("WebPage");
  const types = isAbstractType(page) ? schema.getPossibleTypes(page) : [];
  if (types.some(({ name }) => name === token)) return true;
  return token.startsWith("/") && pages.some(({ path }) => isSamePath(path, token));
}

/** Without what is null: that is the same as not given. */
function given(variables: object): object {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== null));
}

/** Pictures and files are asked of the mock, too. */
function at(origin: string, body: unknown): unknown {
  return JSON.parse(JSON.stringify(body).replaceAll("{hub}", origin));
}
