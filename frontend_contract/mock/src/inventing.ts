import {
  type DocumentNode,
  type ExecutionResult,
  executeSync,
  type GraphQLFieldResolver,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  getNamedType,
  getNullableType,
  isAbstractType,
  isEnumType,
  isListType,
  isObjectType,
} from "graphql";
import type { Contract, Recorded } from "./contract.js";
import { type Arguments, known, typeAskedFor } from "./known.js";

/** An answer of the right shape with made-up values: the same each time, and one of each type that a list may hold. */
export function invented(
  contract: Contract,
  document: DocumentNode,
  variableValues: Arguments,
  operationName: string | undefined,
  previewToken: string | undefined,
): ExecutionResult {
  return executeSync({
    schema: contract.schema,
    document,
    variableValues,
    operationName,
    contextValue: { ...contract, previewToken },
    fieldResolver: field,
    typeResolver: ({ __typename }: { __typename: string }) => __typename,
  });
}

interface Context extends Contract {
  readonly previewToken: string | undefined;
}

const field: GraphQLFieldResolver<Recorded | undefined, Context, Arguments> = (
  source,
  args,
  context,
  info,
) => {
  const held = heldOf(source, info);
  const given = info.fieldName === "preview" ? { ...args, path: context.previewToken } : args;
  const said = held === undefined ? known(given, context, info) : held;
  return said === undefined ? value(info.returnType, given, info) : said;
};

/** What was recorded stands under the name that it was asked for by. */
function heldOf(source: Recorded | undefined, { fieldName, path }: GraphQLResolveInfo): unknown {
  const held = source?.[fieldName];
  return held === undefined ? source?.[path.key] : held;
}

function value(type: GraphQLOutputType, given: Arguments, info: GraphQLResolveInfo): unknown {
  const nullable = getNullableType(type);
  const named = getNamedType(type);
  if (isAbstractType(named)) {
    const all = info.schema.getPossibleTypes(named).map(({ name }) => ({ __typename: name }));
    const asked = typeAskedFor(given, info);
    return isListType(nullable) ? all : asked === undefined ? all[0] : madeUp(asked, given);
  }
  if (isListType(nullable)) return [1, 2].map(() => value(nullable.ofType, given, info));
  return isObjectType(named) ? { __typename: named.name } : leaf(named, given, info);
}

/** It stands where it was asked for, so that a front end which minds addresses stays there. */
function madeUp(type: string, { path }: Arguments): Recorded {
  const place = String(path ?? "").startsWith("/") ? String(path) : `/en/${type}`;
  return { __typename: type, path: place, locale: place.split("/")[1] };
}

function leaf(type: GraphQLNamedType, given: Arguments, info: GraphQLResolveInfo): unknown {
  if (isEnumType(type)) return type.getValues()[0]?.value;
  switch (type.name) {
    case "ID":
      return String(number(info));
    case "Int":
      return number(info);
    case "Float":
      return 0.5;
    // The last page of a list, and nothing out of the ordinary.
    case "Boolean":
      return false;
    case "DateTime":
      return "2026-05-12T09:30:00+00:00";
    default:
      return words(given, info);
  }
}

function words(given: Arguments, { fieldName, parentType }: GraphQLResolveInfo): string {
  if (fieldName === "locale") return typeof given.locale === "string" ? given.locale : "en";
  if (fieldName === "path") return "/en/made-up";
  if (fieldName === "slug") return "made-up";
  if (fieldName === "srcset") return "{hub}/picture.svg 400w, {hub}/picture.svg 800w";
  if (fieldName === "url" && parentType.name === "Rendition") return "{hub}/picture.svg";
  if (/url$/i.test(fieldName)) return "https://www.example.com/made-up";
  if (/html$/i.test(fieldName)) return `<p>The ${fieldName} of a made-up ${parentType.name}.</p>`;
  if (fieldName === "jsonLd") return "{}";
  return `The ${fieldName} of a made-up ${parentType.name}`;
}

/** Another for each place in an answer, and the same each time. */
function number({ path, fieldName }: GraphQLResolveInfo): number {
  if (fieldName === "totalCount") return 2;
  if (fieldName === "width") return 800;
  if (fieldName === "height") return 450;
  let place = "";
  for (let step: GraphQLResolveInfo["path"] | undefined = path; step; step = step.prev)
    place += `.${step.key}`;
  return [...place].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 1000, 7);
}
