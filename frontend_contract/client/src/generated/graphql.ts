// Made by `make contract`; do not edit.
import type { TypedDocument } from "../document.js";
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
import type { DateTime } from '../scalars.js';
/** The lists of the taxonomy. */
export type TermKind =
  /** Who it is for: a buying role. */
  | 'PERSONA'
  /** How close the buyer is. */
  | 'STAGE'
  /** The branch of business. */
  | 'INDUSTRY'
  /** What it is about. */
  | 'TOPIC'
  /** A product or service of ours. */
  | 'PRODUCT'
  /** The campaign it belongs to. */
  | 'CAMPAIGN'
  /** Where snippets are posted. */
  | 'CHANNEL'
  /** The body a piece takes: article, video, checklist and so on. */
  | 'FORMAT'
  /** A family of content types. */
  | 'CONTENT_FAMILY'
  /** What a piece is for. */
  | 'CONTENT_TYPE';

/** What a visitor is known by. */
export type VisitorFacet =
  /** The visitor's persona. */
  | 'PERSONA'
  /** The visitor's journey stage. */
  | 'STAGE'
  /** The visitor's industry. */
  | 'INDUSTRY';

/** What an asset is. */
export type AssetKind =
  /** An article. */
  | 'ARTICLE'
  /** What a customer did with our help, with figures. */
  | 'CASE_STUDY'
  /** A white paper. */
  | 'WHITE_PAPER'
  /** An ebook. */
  | 'EBOOK'
  /** A brochure. */
  | 'BROCHURE'
  /** A video. */
  | 'VIDEO'
  /** A podcast. */
  | 'PODCAST'
  /** A webinar. */
  | 'WEBINAR'
  /** A short post. */
  | 'SHORT_POST'
  /** Questions with their answers. */
  | 'FAQ';

/** Which assets: any of a list's values, and all of the fields. A list that is empty or null does not filter; a slug that no term has matches nothing. */
export type AssetFilter = {
  /** Any of these kinds. */
  readonly kinds?: ReadonlyArray<AssetKind> | null | undefined;
  /** Any of these languages. Looked up as BCP 47 has it: `en-GB` finds `en`, `zh-CN` and `zh` find `zh-hans`, `zh-TW` finds neither. */
  readonly locales?: ReadonlyArray<string> | null | undefined;
  /** Any of these personas, by slug. */
  readonly personas?: ReadonlyArray<string> | null | undefined;
  /** Any of these journey stages, by slug. */
  readonly stages?: ReadonlyArray<string> | null | undefined;
  /** Any of these industries, by slug. */
  readonly industries?: ReadonlyArray<string> | null | undefined;
  /** Any of these topics, by slug. */
  readonly topics?: ReadonlyArray<string> | null | undefined;
  /** Any of these products, by slug. */
  readonly products?: ReadonlyArray<string> | null | undefined;
  /** Any of these content types, by slug. */
  readonly contentTypes?: ReadonlyArray<string> | null | undefined;
  /** Any of these formats, by slug. */
  readonly formats?: ReadonlyArray<string> | null | undefined;
  /** Any of these campaigns, by slug. */
  readonly campaigns?: ReadonlyArray<string> | null | undefined;
  /** Published at this moment or later. */
  readonly publishedAfter?: string | null | undefined;
  /** Published before this moment. */
  readonly publishedBefore?: string | null | undefined;
};

/** What a snippet is. */
export type SnippetType =
  /** A figure that says something. */
  | 'STATISTIC'
  /** What somebody said. */
  | 'QUOTE'
  /** What we hold to be so. */
  | 'CLAIM'
  /** Something to do, or a step of it. */
  | 'TIP'
  /** What something is. */
  | 'DEFINITION'
  /** What happened. */
  | 'STORY'
  /** A question that makes readers think. */
  | 'QUESTION';

/** What a field of a form takes. */
export type FormFieldKind =
  /** A line of text. */
  | 'SINGLELINE'
  /** Several lines of text. */
  | 'MULTILINE'
  /** An email address. */
  | 'EMAIL'
  /** A number. */
  | 'NUMBER'
  /** The address of a web page. */
  | 'URL'
  /** Yes or no: answered with `on`, or not at all. */
  | 'CHECKBOX'
  /** Any of the choices. */
  | 'CHECKBOXES'
  /** One of the choices. */
  | 'DROPDOWN'
  /** Any of the choices. */
  | 'MULTISELECT'
  /** One of the choices. */
  | 'RADIO'
  /** A day: 2026-05-31. */
  | 'DATE'
  /** A moment: 2026-05-31 09:30. */
  | 'DATETIME'
  /** Not shown; sent with its default. */
  | 'HIDDEN';

/** The order of a list. */
export type AssetSort =
  /** Most recently published first. */
  | 'NEWEST'
  /** First published first. */
  | 'OLDEST'
  /** Most recently published anew first. */
  | 'RECENTLY_UPDATED'
  /** By title, as the database sorts it. */
  | 'TITLE';

/** How a question went. */
export type Outcome =
  /** Something fits. */
  | 'MATCHED'
  /** Nothing fits; `nearest` says what comes closest. */
  | 'NO_MATCH';

/** How a thing was understood. */
export type UnderstoodBy =
  /** By a name or an alias of the term. */
  | 'NAME'
  /** By a phrase for a time, or for what is not wanted. */
  | 'PHRASE'
  /** By a company of the pool that others are to be like. */
  | 'COMPANY'
  /** Not at all: the caller asked for it. */
  | 'CALLER';

/** What is made of a thing understood. */
export type TermUse =
  /** What has it comes earlier; what has what is not wanted comes later. */
  | 'BOOST'
  /** Only what has it; of what is not wanted, nothing that has it. */
  | 'FILTER'
  /** Nothing: its words are words like any other. */
  | 'OFF';

/** What to make of a thing understood, in place of the usual. */
export type TermUseInput = {
  /** Its `Understood.kind`. */
  readonly kind: string;
  /** Its `Understood.slug`. */
  readonly slug: string;
  /** What to make of it. */
  readonly use: TermUse;
};

/** Which snippets: any of a list's values, and all of the fields. A list that is empty or null does not filter; a slug that nothing has matches nothing. */
export type SnippetFilter = {
  /** Only those that fit this channel, by slug, worded for it: see `Snippet.text`. */
  readonly channel?: string | null | undefined;
  /** Any of these types. */
  readonly types?: ReadonlyArray<SnippetType> | null | undefined;
  /** Only those that editors put first, or only the others. */
  readonly pinned?: boolean | null | undefined;
  /** Only of these assets. */
  readonly assets?: AssetFilter | null | undefined;
};

/** What was answered in one field. */
export type AnswerInput = {
  /** `FormField.name`. */
  readonly name: string;
  /** What was typed, or chosen; one value but for fields with several choices. */
  readonly values: ReadonlyArray<string>;
};

export type AskQueryVariables = Exact<{
  question: string;
  kinds?: ReadonlyArray<AssetKind> | AssetKind | null | undefined;
  filter?: AssetFilter | null | undefined;
  terms?: ReadonlyArray<TermUseInput> | TermUseInput | null | undefined;
  first?: number | null | undefined;
}>;


export type AskQuery = { readonly ask: { readonly outcome: Outcome, readonly degraded: boolean, readonly understood: ReadonlyArray<{ readonly kind: string, readonly slug: string, readonly matchedText: string, readonly by: UnderstoodBy, readonly use: TermUse, readonly negated: boolean, readonly note: string | null, readonly term: TermFragment | null }>, readonly matches: ReadonlyArray<MatchFragment>, readonly nearest: ReadonlyArray<MatchFragment> } };

export type AssetSnippetsQueryVariables = Exact<{
  id: string;
  channel?: string | null | undefined;
  first?: number | null | undefined;
}>;


export type AssetSnippetsQuery = { readonly asset:
    | { readonly id: string, readonly snippets: ReadonlyArray<(
        { readonly channel: { readonly slug: string, readonly name: string } | null }
        & SnippetFragment
      )> }
    | { readonly id: string, readonly snippets: ReadonlyArray<(
        { readonly channel: { readonly slug: string, readonly name: string } | null }
        & SnippetFragment
      )> }
    | { readonly id: string, readonly snippets: ReadonlyArray<(
        { readonly channel: { readonly slug: string, readonly name: string } | null }
        & SnippetFragment
      )> }
    | { readonly id: string, readonly snippets: ReadonlyArray<(
        { readonly channel: { readonly slug: string, readonly name: string } | null }
        & SnippetFragment
      )> }
    | { readonly id: string, readonly snippets: ReadonlyArray<(
        { readonly channel: { readonly slug: string, readonly name: string } | null }
        & SnippetFragment
      )> }
    | { readonly id: string, readonly snippets: ReadonlyArray<(
        { readonly channel: { readonly slug: string, readonly name: string } | null }
        & SnippetFragment
      )> }
   | null };

export type LandingPagesQueryVariables = Exact<{
  locale?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type LandingPagesQuery = { readonly landingPages: { readonly totalCount: number, readonly nodes: ReadonlyArray<LandingPageLinkFragment>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type LibraryQueryVariables = Exact<{
  filter?: AssetFilter | null | undefined;
  sort?: AssetSort | null | undefined;
  locale?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type LibraryQuery = { readonly assets: { readonly totalCount: number, readonly facets: ReadonlyArray<FacetFragment>, readonly nodes: ReadonlyArray<
      | AssetCard_Article_Fragment
      | AssetCard_CaseStudy_Fragment
      | AssetCard_Publication_Fragment
      | AssetCard_Recording_Fragment
      | AssetCard_ShortPost_Fragment
      | AssetCard_Faq_Fragment
    >, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type NavigationQueryVariables = Exact<{
  locale: string;
  hostname?: string | null | undefined;
}>;


export type NavigationQuery = { readonly site: { readonly name: string, readonly rootUrl: string, readonly brand: BrandFragment, readonly locales: ReadonlyArray<{ readonly code: string, readonly name: string, readonly path: string, readonly isDefault: boolean }>, readonly main: ReadonlyArray<(
      { readonly children: ReadonlyArray<MenuItemFragment> }
      & MenuItemFragment
    )>, readonly footer: ReadonlyArray<(
      { readonly children: ReadonlyArray<MenuItemFragment> }
      & MenuItemFragment
    )> } | null };

export type NextBestQueryVariables = Exact<{
  seen: ReadonlyArray<string> | string;
  persona?: string | null | undefined;
  stage?: string | null | undefined;
  industry?: string | null | undefined;
  locale?: string | null | undefined;
  first?: number | null | undefined;
}>;


export type NextBestQuery = { readonly nextBest: { readonly entries: ReadonlyArray<FeedEntryFragment> } };

export type OpenLeadFormMutationVariables = Exact<{
  page: string;
}>;


export type OpenLeadFormMutation = { readonly openLeadForm: string };

export type PageQueryVariables = Exact<{
  path: string;
  locale?: string | null | undefined;
  site?: string | null | undefined;
  persona?: string | null | undefined;
  stage?: string | null | undefined;
  industry?: string | null | undefined;
}>;


export type PageQuery = { readonly page:
    | WebPage_HomePage_Fragment
    | WebPage_LandingPage_Fragment
    | WebPage_Article_Fragment
    | WebPage_CaseStudy_Fragment
    | WebPage_Publication_Fragment
    | WebPage_Recording_Fragment
    | WebPage_ShortPost_Fragment
    | WebPage_Faq_Fragment
   | null, readonly redirect: { readonly to: string, readonly permanent: boolean } | null };

export type PersonaFeedQueryVariables = Exact<{
  persona: string;
  stage?: string | null | undefined;
  industry?: string | null | undefined;
  locale?: string | null | undefined;
  exclude?: ReadonlyArray<string> | string | null | undefined;
  first?: number | null | undefined;
}>;


export type PersonaFeedQuery = { readonly personaFeed: { readonly degraded: boolean, readonly entries: ReadonlyArray<FeedEntryFragment> } };

export type PreviewQueryVariables = Exact<{
  persona?: string | null | undefined;
  stage?: string | null | undefined;
  industry?: string | null | undefined;
}>;


export type PreviewQuery = { readonly preview:
    | WebPage_HomePage_Fragment
    | WebPage_LandingPage_Fragment
    | WebPage_Article_Fragment
    | WebPage_CaseStudy_Fragment
    | WebPage_Publication_Fragment
    | WebPage_Recording_Fragment
    | WebPage_ShortPost_Fragment
    | WebPage_Faq_Fragment
   | null };

export type RedirectsQueryVariables = Exact<{
  hostname?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type RedirectsQuery = { readonly site: { readonly redirects: { readonly nodes: ReadonlyArray<{ readonly from: string, readonly to: string, readonly permanent: boolean }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

export type RobotsQueryVariables = Exact<{
  hostname?: string | null | undefined;
}>;


export type RobotsQuery = { readonly site: { readonly robots: string } | null };

export type SearchQueryVariables = Exact<{
  query: string;
  filter?: AssetFilter | null | undefined;
  locale?: string | null | undefined;
  persona?: string | null | undefined;
  stage?: string | null | undefined;
  industry?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SearchQuery = { readonly search: { readonly totalCount: number, readonly degraded: boolean, readonly facets: ReadonlyArray<(
      { readonly values: ReadonlyArray<{ readonly slug: string }> }
      & FacetFragment
    )>, readonly nodes: ReadonlyArray<MatchFragment>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type SitemapQueryVariables = Exact<{
  hostname?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SitemapQuery = { readonly site: { readonly sitemap: { readonly nodes: ReadonlyArray<{ readonly url: string, readonly updatedAt: DateTime | null, readonly alternates: ReadonlyArray<{ readonly locale: string, readonly url: string }> }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

export type SnippetsQueryVariables = Exact<{
  filter?: SnippetFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SnippetsQuery = { readonly snippets: { readonly totalCount: number, readonly nodes: ReadonlyArray<(
      { readonly channel: { readonly slug: string, readonly name: string } | null, readonly asset:
        | AssetLink_Article_Fragment
        | AssetLink_CaseStudy_Fragment
        | AssetLink_Publication_Fragment
        | AssetLink_Recording_Fragment
        | AssetLink_ShortPost_Fragment
        | AssetLink_Faq_Fragment
       }
      & SnippetFragment
    )>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type SubmitLeadMutationVariables = Exact<{
  page: string;
  token: string;
  answers: ReadonlyArray<AnswerInput> | AnswerInput;
  consents?: boolean | null | undefined;
  trap?: string | null | undefined;
  persona?: string | null | undefined;
  stage?: string | null | undefined;
  industry?: string | null | undefined;
}>;


export type SubmitLeadMutation = { readonly submitLead: { readonly ok: boolean, readonly thanks: string, readonly errors: ReadonlyArray<{ readonly field: string, readonly messages: ReadonlyArray<string> }> } };

export type TaxonomyQueryVariables = Exact<{
  locale?: string | null | undefined;
}>;


export type TaxonomyQuery = { readonly taxonomy: { readonly personas: ReadonlyArray<TermWithUseFragment>, readonly stages: ReadonlyArray<TermWithUseFragment>, readonly industries: ReadonlyArray<TermWithUseFragment>, readonly topics: ReadonlyArray<TermWithUseFragment>, readonly products: ReadonlyArray<TermWithUseFragment>, readonly contentTypes: ReadonlyArray<TermWithUseFragment>, readonly channels: ReadonlyArray<{ readonly slug: string, readonly name: string }> } };

export type ActionFragment = { readonly label: string, readonly url: string };

type AssetCard_Article_Fragment = { readonly __typename: 'Article', readonly id: string, readonly slug: string, readonly path: string, readonly locale: string, readonly kind: AssetKind, readonly title: string, readonly summary: string, readonly publishedAt: DateTime | null, readonly heroImage: CardImageFragment | null, readonly industries: ReadonlyArray<TermFragment>, readonly topics: ReadonlyArray<TermFragment> };

type AssetCard_CaseStudy_Fragment = { readonly __typename: 'CaseStudy', readonly customer: string, readonly id: string, readonly slug: string, readonly path: string, readonly locale: string, readonly kind: AssetKind, readonly title: string, readonly summary: string, readonly publishedAt: DateTime | null, readonly results: ReadonlyArray<ResultFragment>, readonly heroImage: CardImageFragment | null, readonly industries: ReadonlyArray<TermFragment>, readonly topics: ReadonlyArray<TermFragment> };

type AssetCard_Publication_Fragment = { readonly __typename: 'Publication', readonly id: string, readonly slug: string, readonly path: string, readonly locale: string, readonly kind: AssetKind, readonly title: string, readonly summary: string, readonly publishedAt: DateTime | null, readonly heroImage: CardImageFragment | null, readonly industries: ReadonlyArray<TermFragment>, readonly topics: ReadonlyArray<TermFragment> };

type AssetCard_Recording_Fragment = { readonly __typename: 'Recording', readonly duration: number | null, readonly id: string, readonly slug: string, readonly path: string, readonly locale: string, readonly kind: AssetKind, readonly title: string, readonly summary: string, readonly publishedAt: DateTime | null, readonly heroImage: CardImageFragment | null, readonly industries: ReadonlyArray<TermFragment>, readonly topics: ReadonlyArray<TermFragment> };

type AssetCard_ShortPost_Fragment = { readonly __typename: 'ShortPost', readonly id: string, readonly slug: string, readonly path: string, readonly locale: string, readonly kind: AssetKind, readonly title: string, readonly summary: string, readonly publishedAt: DateTime | null, readonly heroImage: CardImageFragment | null, readonly industries: ReadonlyArray<TermFragment>, readonly topics: ReadonlyArray<TermFragment> };

type AssetCard_Faq_Fragment = { readonly __typename: 'Faq', readonly id: string, readonly slug: string, readonly path: string, readonly locale: string, readonly kind: AssetKind, readonly title: string, readonly summary: string, readonly publishedAt: DateTime | null, readonly heroImage: CardImageFragment | null, readonly industries: ReadonlyArray<TermFragment>, readonly topics: ReadonlyArray<TermFragment> };

export type AssetCardFragment =
  | AssetCard_Article_Fragment
  | AssetCard_CaseStudy_Fragment
  | AssetCard_Publication_Fragment
  | AssetCard_Recording_Fragment
  | AssetCard_ShortPost_Fragment
  | AssetCard_Faq_Fragment
;

type AssetDetail_Article_Fragment = (
  { readonly updatedAt: DateTime | null, readonly authors: ReadonlyArray<string>, readonly contentType: TermFragment | null, readonly personas: ReadonlyArray<TermFragment>, readonly stages: ReadonlyArray<TermFragment>, readonly products: ReadonlyArray<TermFragment>, readonly heroImage: HeroImageFragment | null, readonly body: ReadonlyArray<
    | Block_HeadingBlock_Fragment
    | Block_ParagraphBlock_Fragment
    | Block_QuoteBlock_Fragment
    | Block_StatisticBlock_Fragment
    | Block_ImageBlock_Fragment
    | Block_TableBlock_Fragment
    | Block_CodeBlock_Fragment
    | Block_CalloutBlock_Fragment
    | Block_EmbedBlock_Fragment
    | Block_CallToActionBlock_Fragment
  >, readonly translations: ReadonlyArray<
    | AssetLink_Article_Fragment
    | AssetLink_CaseStudy_Fragment
    | AssetLink_Publication_Fragment
    | AssetLink_Recording_Fragment
    | AssetLink_ShortPost_Fragment
    | AssetLink_Faq_Fragment
  >, readonly related: ReadonlyArray<MatchFragment>, readonly snippets: ReadonlyArray<SnippetFragment> }
  & AssetCard_Article_Fragment
);

type AssetDetail_CaseStudy_Fragment = (
  { readonly challenge: string, readonly solution: string, readonly updatedAt: DateTime | null, readonly authors: ReadonlyArray<string>, readonly quote: QuoteFragment | null, readonly contentType: TermFragment | null, readonly personas: ReadonlyArray<TermFragment>, readonly stages: ReadonlyArray<TermFragment>, readonly products: ReadonlyArray<TermFragment>, readonly heroImage: HeroImageFragment | null, readonly body: ReadonlyArray<
    | Block_HeadingBlock_Fragment
    | Block_ParagraphBlock_Fragment
    | Block_QuoteBlock_Fragment
    | Block_StatisticBlock_Fragment
    | Block_ImageBlock_Fragment
    | Block_TableBlock_Fragment
    | Block_CodeBlock_Fragment
    | Block_CalloutBlock_Fragment
    | Block_EmbedBlock_Fragment
    | Block_CallToActionBlock_Fragment
  >, readonly translations: ReadonlyArray<
    | AssetLink_Article_Fragment
    | AssetLink_CaseStudy_Fragment
    | AssetLink_Publication_Fragment
    | AssetLink_Recording_Fragment
    | AssetLink_ShortPost_Fragment
    | AssetLink_Faq_Fragment
  >, readonly related: ReadonlyArray<MatchFragment>, readonly snippets: ReadonlyArray<SnippetFragment> }
  & AssetCard_CaseStudy_Fragment
);

type AssetDetail_Publication_Fragment = (
  { readonly updatedAt: DateTime | null, readonly authors: ReadonlyArray<string>, readonly file: FileFragment | null, readonly contentType: TermFragment | null, readonly personas: ReadonlyArray<TermFragment>, readonly stages: ReadonlyArray<TermFragment>, readonly products: ReadonlyArray<TermFragment>, readonly heroImage: HeroImageFragment | null, readonly body: ReadonlyArray<
    | Block_HeadingBlock_Fragment
    | Block_ParagraphBlock_Fragment
    | Block_QuoteBlock_Fragment
    | Block_StatisticBlock_Fragment
    | Block_ImageBlock_Fragment
    | Block_TableBlock_Fragment
    | Block_CodeBlock_Fragment
    | Block_CalloutBlock_Fragment
    | Block_EmbedBlock_Fragment
    | Block_CallToActionBlock_Fragment
  >, readonly translations: ReadonlyArray<
    | AssetLink_Article_Fragment
    | AssetLink_CaseStudy_Fragment
    | AssetLink_Publication_Fragment
    | AssetLink_Recording_Fragment
    | AssetLink_ShortPost_Fragment
    | AssetLink_Faq_Fragment
  >, readonly related: ReadonlyArray<MatchFragment>, readonly snippets: ReadonlyArray<SnippetFragment> }
  & AssetCard_Publication_Fragment
);

type AssetDetail_Recording_Fragment = (
  { readonly embedUrl: string, readonly transcript: string, readonly updatedAt: DateTime | null, readonly authors: ReadonlyArray<string>, readonly file: FileFragment | null, readonly contentType: TermFragment | null, readonly personas: ReadonlyArray<TermFragment>, readonly stages: ReadonlyArray<TermFragment>, readonly products: ReadonlyArray<TermFragment>, readonly heroImage: HeroImageFragment | null, readonly body: ReadonlyArray<
    | Block_HeadingBlock_Fragment
    | Block_ParagraphBlock_Fragment
    | Block_QuoteBlock_Fragment
    | Block_StatisticBlock_Fragment
    | Block_ImageBlock_Fragment
    | Block_TableBlock_Fragment
    | Block_CodeBlock_Fragment
    | Block_CalloutBlock_Fragment
    | Block_EmbedBlock_Fragment
    | Block_CallToActionBlock_Fragment
  >, readonly translations: ReadonlyArray<
    | AssetLink_Article_Fragment
    | AssetLink_CaseStudy_Fragment
    | AssetLink_Publication_Fragment
    | AssetLink_Recording_Fragment
    | AssetLink_ShortPost_Fragment
    | AssetLink_Faq_Fragment
  >, readonly related: ReadonlyArray<MatchFragment>, readonly snippets: ReadonlyArray<SnippetFragment> }
  & AssetCard_Recording_Fragment
);

type AssetDetail_ShortPost_Fragment = (
  { readonly updatedAt: DateTime | null, readonly authors: ReadonlyArray<string>, readonly contentType: TermFragment | null, readonly personas: ReadonlyArray<TermFragment>, readonly stages: ReadonlyArray<TermFragment>, readonly products: ReadonlyArray<TermFragment>, readonly heroImage: HeroImageFragment | null, readonly body: ReadonlyArray<
    | Block_HeadingBlock_Fragment
    | Block_ParagraphBlock_Fragment
    | Block_QuoteBlock_Fragment
    | Block_StatisticBlock_Fragment
    | Block_ImageBlock_Fragment
    | Block_TableBlock_Fragment
    | Block_CodeBlock_Fragment
    | Block_CalloutBlock_Fragment
    | Block_EmbedBlock_Fragment
    | Block_CallToActionBlock_Fragment
  >, readonly translations: ReadonlyArray<
    | AssetLink_Article_Fragment
    | AssetLink_CaseStudy_Fragment
    | AssetLink_Publication_Fragment
    | AssetLink_Recording_Fragment
    | AssetLink_ShortPost_Fragment
    | AssetLink_Faq_Fragment
  >, readonly related: ReadonlyArray<MatchFragment>, readonly snippets: ReadonlyArray<SnippetFragment> }
  & AssetCard_ShortPost_Fragment
);

type AssetDetail_Faq_Fragment = (
  { readonly updatedAt: DateTime | null, readonly authors: ReadonlyArray<string>, readonly questions: ReadonlyArray<QuestionFragment>, readonly contentType: TermFragment | null, readonly personas: ReadonlyArray<TermFragment>, readonly stages: ReadonlyArray<TermFragment>, readonly products: ReadonlyArray<TermFragment>, readonly heroImage: HeroImageFragment | null, readonly body: ReadonlyArray<
    | Block_HeadingBlock_Fragment
    | Block_ParagraphBlock_Fragment
    | Block_QuoteBlock_Fragment
    | Block_StatisticBlock_Fragment
    | Block_ImageBlock_Fragment
    | Block_TableBlock_Fragment
    | Block_CodeBlock_Fragment
    | Block_CalloutBlock_Fragment
    | Block_EmbedBlock_Fragment
    | Block_CallToActionBlock_Fragment
  >, readonly translations: ReadonlyArray<
    | AssetLink_Article_Fragment
    | AssetLink_CaseStudy_Fragment
    | AssetLink_Publication_Fragment
    | AssetLink_Recording_Fragment
    | AssetLink_ShortPost_Fragment
    | AssetLink_Faq_Fragment
  >, readonly related: ReadonlyArray<MatchFragment>, readonly snippets: ReadonlyArray<SnippetFragment> }
  & AssetCard_Faq_Fragment
);

export type AssetDetailFragment =
  | AssetDetail_Article_Fragment
  | AssetDetail_CaseStudy_Fragment
  | AssetDetail_Publication_Fragment
  | AssetDetail_Recording_Fragment
  | AssetDetail_ShortPost_Fragment
  | AssetDetail_Faq_Fragment
;

type AssetLink_Article_Fragment = { readonly id: string, readonly slug: string, readonly path: string, readonly locale: string, readonly kind: AssetKind, readonly title: string };

type AssetLink_CaseStudy_Fragment = { readonly id: string, readonly slug: string, readonly path: string, readonly locale: string, readonly kind: AssetKind, readonly title: string };

type AssetLink_Publication_Fragment = { readonly id: string, readonly slug: string, readonly path: string, readonly locale: string, readonly kind: AssetKind, readonly title: string };

type AssetLink_Recording_Fragment = { readonly id: string, readonly slug: string, readonly path: string, readonly locale: string, readonly kind: AssetKind, readonly title: string };

type AssetLink_ShortPost_Fragment = { readonly id: string, readonly slug: string, readonly path: string, readonly locale: string, readonly kind: AssetKind, readonly title: string };

type AssetLink_Faq_Fragment = { readonly id: string, readonly slug: string, readonly path: string, readonly locale: string, readonly kind: AssetKind, readonly title: string };

export type AssetLinkFragment =
  | AssetLink_Article_Fragment
  | AssetLink_CaseStudy_Fragment
  | AssetLink_Publication_Fragment
  | AssetLink_Recording_Fragment
  | AssetLink_ShortPost_Fragment
  | AssetLink_Faq_Fragment
;

type Block_HeadingBlock_Fragment = { readonly __typename: 'HeadingBlock', readonly text: string, readonly level: number, readonly id: string, readonly html: string };

type Block_ParagraphBlock_Fragment = { readonly __typename: 'ParagraphBlock', readonly id: string, readonly html: string };

type Block_QuoteBlock_Fragment = { readonly __typename: 'QuoteBlock', readonly text: string, readonly speaker: string, readonly role: string, readonly id: string, readonly html: string };

type Block_StatisticBlock_Fragment = { readonly __typename: 'StatisticBlock', readonly figure: string, readonly label: string, readonly note: string, readonly id: string, readonly html: string };

type Block_ImageBlock_Fragment = { readonly __typename: 'ImageBlock', readonly caption: string, readonly id: string, readonly html: string, readonly image: FullImageFragment };

type Block_TableBlock_Fragment = { readonly __typename: 'TableBlock', readonly columns: ReadonlyArray<string>, readonly rows: ReadonlyArray<ReadonlyArray<string>>, readonly caption: string, readonly id: string, readonly html: string };

type Block_CodeBlock_Fragment = { readonly __typename: 'CodeBlock', readonly language: string, readonly code: string, readonly id: string, readonly html: string };

type Block_CalloutBlock_Fragment = { readonly __typename: 'CalloutBlock', readonly tone: string, readonly id: string, readonly html: string };

type Block_EmbedBlock_Fragment = { readonly __typename: 'EmbedBlock', readonly url: string, readonly caption: string, readonly id: string, readonly html: string };

type Block_CallToActionBlock_Fragment = { readonly __typename: 'CallToActionBlock', readonly label: string, readonly url: string, readonly id: string, readonly html: string };

export type BlockFragment =
  | Block_HeadingBlock_Fragment
  | Block_ParagraphBlock_Fragment
  | Block_QuoteBlock_Fragment
  | Block_StatisticBlock_Fragment
  | Block_ImageBlock_Fragment
  | Block_TableBlock_Fragment
  | Block_CodeBlock_Fragment
  | Block_CalloutBlock_Fragment
  | Block_EmbedBlock_Fragment
  | Block_CallToActionBlock_Fragment
;

export type BrandFragment = { readonly name: string, readonly background: string, readonly text: string, readonly accent: string, readonly textOnAccent: string, readonly accentOnWhite: string, readonly logo: FullImageFragment | null };

export type CardImageFragment = { readonly alt: string, readonly card: RenditionFragment };

export type FacetFragment = { readonly name: string, readonly filter: string, readonly values: ReadonlyArray<{ readonly value: string, readonly name: string, readonly count: number }> };

export type FeedEntryFragment = { readonly asset:
    | AssetCard_Article_Fragment
    | AssetCard_CaseStudy_Fragment
    | AssetCard_Publication_Fragment
    | AssetCard_Recording_Fragment
    | AssetCard_ShortPost_Fragment
    | AssetCard_Faq_Fragment
  , readonly reasons: ReadonlyArray<{ readonly kind: string, readonly text: string }> };

export type FileFragment = { readonly url: string, readonly name: string, readonly size: number | null };

export type FullImageFragment = { readonly alt: string, readonly full: RenditionFragment };

export type HeroImageFragment = { readonly alt: string, readonly hero: RenditionFragment };

export type LandingPageFragment = { readonly id: string, readonly slug: string, readonly path: string, readonly locale: string, readonly title: string, readonly updatedAt: DateTime | null, readonly servedFor: { readonly persona: TermFragment | null, readonly stage: TermFragment | null, readonly industry: TermFragment | null }, readonly sections: ReadonlyArray<
    | Section_HeroSection_Fragment
    | Section_RichTextSection_Fragment
    | Section_PersonaFeedSection_Fragment
    | Section_FeaturedAssetsSection_Fragment
    | Section_CaseStudyWallSection_Fragment
    | Section_StatisticsSection_Fragment
    | Section_QuotesSection_Fragment
    | Section_SnippetsSection_Fragment
    | Section_FaqSection_Fragment
    | Section_CallToActionSection_Fragment
    | Section_LeadFormSection_Fragment
    | Section_ComparisonTableSection_Fragment
  >, readonly translations: ReadonlyArray<LandingPageLinkFragment> };

export type LandingPageLinkFragment = { readonly id: string, readonly slug: string, readonly path: string, readonly locale: string, readonly title: string, readonly updatedAt: DateTime | null };

export type MatchFragment = { readonly score: number, readonly asset:
    | AssetCard_Article_Fragment
    | AssetCard_CaseStudy_Fragment
    | AssetCard_Publication_Fragment
    | AssetCard_Recording_Fragment
    | AssetCard_ShortPost_Fragment
    | AssetCard_Faq_Fragment
  , readonly evidence: ReadonlyArray<{ readonly text: string, readonly html: string, readonly sectionTitle: string }>, readonly reasons: ReadonlyArray<{ readonly kind: string, readonly text: string }> };

export type MenuItemFragment = { readonly label: string, readonly url: string | null };

export type QuestionFragment = { readonly question: string, readonly answerHtml: string };

export type QuoteFragment = { readonly text: string, readonly speaker: string, readonly role: string };

export type RenditionFragment = { readonly url: string, readonly width: number | null, readonly height: number | null, readonly srcset: string, readonly sources: ReadonlyArray<{ readonly type: string, readonly srcset: string }> };

export type ResultFragment = { readonly label: string, readonly before: number | null, readonly after: number | null, readonly change: number | null, readonly unit: string, readonly changeUnit: string, readonly sentence: string };

type Section_HeroSection_Fragment = { readonly __typename: 'HeroSection', readonly text: string, readonly id: string, readonly heading: string, readonly image: HeroImageFragment | null, readonly cta: ActionFragment | null, readonly variantReason: { readonly variant: string, readonly matched: ReadonlyArray<VisitorFacet>, readonly text: string } };

type Section_RichTextSection_Fragment = { readonly __typename: 'RichTextSection', readonly html: string, readonly id: string, readonly heading: string, readonly variantReason: { readonly variant: string, readonly matched: ReadonlyArray<VisitorFacet>, readonly text: string } };

type Section_PersonaFeedSection_Fragment = { readonly __typename: 'PersonaFeedSection', readonly id: string, readonly heading: string, readonly feed: { readonly entries: ReadonlyArray<FeedEntryFragment> }, readonly variantReason: { readonly variant: string, readonly matched: ReadonlyArray<VisitorFacet>, readonly text: string } };

type Section_FeaturedAssetsSection_Fragment = { readonly __typename: 'FeaturedAssetsSection', readonly id: string, readonly heading: string, readonly assets: ReadonlyArray<
    | AssetCard_Article_Fragment
    | AssetCard_CaseStudy_Fragment
    | AssetCard_Publication_Fragment
    | AssetCard_Recording_Fragment
    | AssetCard_ShortPost_Fragment
    | AssetCard_Faq_Fragment
  >, readonly variantReason: { readonly variant: string, readonly matched: ReadonlyArray<VisitorFacet>, readonly text: string } };

type Section_CaseStudyWallSection_Fragment = { readonly __typename: 'CaseStudyWallSection', readonly id: string, readonly heading: string, readonly caseStudies: ReadonlyArray<AssetCard_CaseStudy_Fragment>, readonly variantReason: { readonly variant: string, readonly matched: ReadonlyArray<VisitorFacet>, readonly text: string } };

type Section_StatisticsSection_Fragment = { readonly __typename: 'StatisticsSection', readonly id: string, readonly heading: string, readonly statistics: ReadonlyArray<{ readonly figure: string, readonly label: string, readonly note: string }>, readonly variantReason: { readonly variant: string, readonly matched: ReadonlyArray<VisitorFacet>, readonly text: string } };

type Section_QuotesSection_Fragment = { readonly __typename: 'QuotesSection', readonly id: string, readonly heading: string, readonly quotes: ReadonlyArray<QuoteFragment>, readonly variantReason: { readonly variant: string, readonly matched: ReadonlyArray<VisitorFacet>, readonly text: string } };

type Section_SnippetsSection_Fragment = { readonly __typename: 'SnippetsSection', readonly id: string, readonly heading: string, readonly snippets: ReadonlyArray<(
    { readonly asset:
      | AssetLink_Article_Fragment
      | AssetLink_CaseStudy_Fragment
      | AssetLink_Publication_Fragment
      | AssetLink_Recording_Fragment
      | AssetLink_ShortPost_Fragment
      | AssetLink_Faq_Fragment
     }
    & SnippetFragment
  )>, readonly variantReason: { readonly variant: string, readonly matched: ReadonlyArray<VisitorFacet>, readonly text: string } };

type Section_FaqSection_Fragment = { readonly __typename: 'FaqSection', readonly id: string, readonly heading: string, readonly questions: ReadonlyArray<QuestionFragment>, readonly variantReason: { readonly variant: string, readonly matched: ReadonlyArray<VisitorFacet>, readonly text: string } };

type Section_CallToActionSection_Fragment = { readonly __typename: 'CallToActionSection', readonly text: string, readonly id: string, readonly heading: string, readonly cta: ActionFragment | null, readonly variantReason: { readonly variant: string, readonly matched: ReadonlyArray<VisitorFacet>, readonly text: string } };

type Section_LeadFormSection_Fragment = { readonly __typename: 'LeadFormSection', readonly text: string, readonly id: string, readonly heading: string, readonly form: { readonly submitLabel: string, readonly consentHtml: string, readonly thanks: string, readonly fields: ReadonlyArray<{ readonly name: string, readonly label: string, readonly help: string, readonly kind: FormFieldKind, readonly required: boolean, readonly choices: ReadonlyArray<string>, readonly default: string }> }, readonly variantReason: { readonly variant: string, readonly matched: ReadonlyArray<VisitorFacet>, readonly text: string } };

type Section_ComparisonTableSection_Fragment = { readonly __typename: 'ComparisonTableSection', readonly columns: ReadonlyArray<string>, readonly rows: ReadonlyArray<ReadonlyArray<string>>, readonly caption: string, readonly id: string, readonly heading: string, readonly variantReason: { readonly variant: string, readonly matched: ReadonlyArray<VisitorFacet>, readonly text: string } };

export type SectionFragment =
  | Section_HeroSection_Fragment
  | Section_RichTextSection_Fragment
  | Section_PersonaFeedSection_Fragment
  | Section_FeaturedAssetsSection_Fragment
  | Section_CaseStudyWallSection_Fragment
  | Section_StatisticsSection_Fragment
  | Section_QuotesSection_Fragment
  | Section_SnippetsSection_Fragment
  | Section_FaqSection_Fragment
  | Section_CallToActionSection_Fragment
  | Section_LeadFormSection_Fragment
  | Section_ComparisonTableSection_Fragment
;

export type SeoFragment = { readonly title: string, readonly description: string, readonly canonicalUrl: string, readonly robots: string, readonly jsonLd: ReadonlyArray<string>, readonly alternates: ReadonlyArray<{ readonly locale: string, readonly url: string }>, readonly openGraph: { readonly type: string, readonly title: string, readonly description: string, readonly url: string, readonly siteName: string, readonly locale: string, readonly alternateLocales: ReadonlyArray<string>, readonly publishedTime: DateTime | null, readonly modifiedTime: DateTime | null, readonly image: { readonly alt: string, readonly social: { readonly url: string, readonly width: number | null, readonly height: number | null } } | null } };

export type SnippetFragment = { readonly id: string, readonly type: SnippetType, readonly text: string, readonly fullText: string, readonly attribution: string, readonly post: string | null, readonly link: string | null, readonly shareUrl: string | null, readonly characterCount: number, readonly limit: number | null, readonly cards: ReadonlyArray<{ readonly size: string, readonly url: string, readonly width: number, readonly height: number }> };

export type TermFragment = { readonly kind: TermKind, readonly slug: string, readonly name: string };

export type TermWithUseFragment = (
  { readonly description: string, readonly assetCount: number }
  & TermFragment
);

type WebPage_HomePage_Fragment = { readonly __typename: 'HomePage', readonly id: string, readonly path: string, readonly url: string, readonly locale: string, readonly title: string, readonly landingPage: LandingPageFragment | null, readonly versions: ReadonlyArray<{ readonly locale: string, readonly language: string, readonly title: string, readonly path: string }>, readonly seo: SeoFragment };

type WebPage_LandingPage_Fragment = (
  { readonly __typename: 'LandingPage', readonly id: string, readonly path: string, readonly url: string, readonly locale: string, readonly title: string, readonly versions: ReadonlyArray<{ readonly locale: string, readonly language: string, readonly title: string, readonly path: string }>, readonly seo: SeoFragment }
  & LandingPageFragment
);

type WebPage_Article_Fragment = (
  { readonly __typename: 'Article', readonly id: string, readonly path: string, readonly url: string, readonly locale: string, readonly title: string, readonly versions: ReadonlyArray<{ readonly locale: string, readonly language: string, readonly title: string, readonly path: string }>, readonly seo: SeoFragment }
  & AssetDetail_Article_Fragment
);

type WebPage_CaseStudy_Fragment = (
  { readonly __typename: 'CaseStudy', readonly id: string, readonly path: string, readonly url: string, readonly locale: string, readonly title: string, readonly versions: ReadonlyArray<{ readonly locale: string, readonly language: string, readonly title: string, readonly path: string }>, readonly seo: SeoFragment }
  & AssetDetail_CaseStudy_Fragment
);

type WebPage_Publication_Fragment = (
  { readonly __typename: 'Publication', readonly id: string, readonly path: string, readonly url: string, readonly locale: string, readonly title: string, readonly versions: ReadonlyArray<{ readonly locale: string, readonly language: string, readonly title: string, readonly path: string }>, readonly seo: SeoFragment }
  & AssetDetail_Publication_Fragment
);

type WebPage_Recording_Fragment = (
  { readonly __typename: 'Recording', readonly id: string, readonly path: string, readonly url: string, readonly locale: string, readonly title: string, readonly versions: ReadonlyArray<{ readonly locale: string, readonly language: string, readonly title: string, readonly path: string }>, readonly seo: SeoFragment }
  & AssetDetail_Recording_Fragment
);

type WebPage_ShortPost_Fragment = (
  { readonly __typename: 'ShortPost', readonly id: string, readonly path: string, readonly url: string, readonly locale: string, readonly title: string, readonly versions: ReadonlyArray<{ readonly locale: string, readonly language: string, readonly title: string, readonly path: string }>, readonly seo: SeoFragment }
  & AssetDetail_ShortPost_Fragment
);

type WebPage_Faq_Fragment = (
  { readonly __typename: 'Faq', readonly id: string, readonly path: string, readonly url: string, readonly locale: string, readonly title: string, readonly versions: ReadonlyArray<{ readonly locale: string, readonly language: string, readonly title: string, readonly path: string }>, readonly seo: SeoFragment }
  & AssetDetail_Faq_Fragment
);

export type WebPageFragment =
  | WebPage_HomePage_Fragment
  | WebPage_LandingPage_Fragment
  | WebPage_Article_Fragment
  | WebPage_CaseStudy_Fragment
  | WebPage_Publication_Fragment
  | WebPage_Recording_Fragment
  | WebPage_ShortPost_Fragment
  | WebPage_Faq_Fragment
;


export const AskDocument = {"__meta__":{"name":"Ask","operation":"query","hash":"sha256:185389335016d013a242ba8b66e634c008b71723ad6258934f47447586924e80"}} as TypedDocument<AskQuery, AskQueryVariables>;
export const AssetSnippetsDocument = {"__meta__":{"name":"AssetSnippets","operation":"query","hash":"sha256:c84f11e321c3347c2836773ce5382b88c25736a676a2dd079f8a6ba017f9220d"}} as TypedDocument<AssetSnippetsQuery, AssetSnippetsQueryVariables>;
export const LandingPagesDocument = {"__meta__":{"name":"LandingPages","operation":"query","hash":"sha256:24a77750a40772aa1e85b1d1eb908d546d9f9520567dd32bcbb94eb03a235bf7"}} as TypedDocument<LandingPagesQuery, LandingPagesQueryVariables>;
export const LibraryDocument = {"__meta__":{"name":"Library","operation":"query","hash":"sha256:73be8fbeb39e90fbca268f2c99dd2e05664f6038ff75a51ae8d17425a27a6227"}} as TypedDocument<LibraryQuery, LibraryQueryVariables>;
export const NavigationDocument = {"__meta__":{"name":"Navigation","operation":"query","hash":"sha256:962821b852f06083241e5ba7a3c73c02f2b0b0f34e20acab90bd4b87a060e85f"}} as TypedDocument<NavigationQuery, NavigationQueryVariables>;
export const NextBestDocument = {"__meta__":{"name":"NextBest","operation":"query","hash":"sha256:2227e44e5f061e78bf3d6ebb701388668ceef10765f31655e1f086616aae37c2"}} as TypedDocument<NextBestQuery, NextBestQueryVariables>;
export const OpenLeadFormDocument = {"__meta__":{"name":"OpenLeadForm","operation":"mutation","hash":"sha256:5cf09f2c93c0a7e0e729a01a01505f1bc8cfdb5f9d656e5ba8e3227a6cc4b477"}} as TypedDocument<OpenLeadFormMutation, OpenLeadFormMutationVariables>;
export const PageDocument = {"__meta__":{"name":"Page","operation":"query","hash":"sha256:85463d347aa51fa64d82a78ea8bc2334bca5a222657057389ff0ab389a62189b"}} as TypedDocument<PageQuery, PageQueryVariables>;
export const PersonaFeedDocument = {"__meta__":{"name":"PersonaFeed","operation":"query","hash":"sha256:6c9a3f866e0892b761a0f5d6a6b13763b1a4f94302ee13075e5c4589b8ddf63d"}} as TypedDocument<PersonaFeedQuery, PersonaFeedQueryVariables>;
export const PreviewDocument = {"__meta__":{"name":"Preview","operation":"query","hash":"sha256:674fce1ede742c266c43bb6fac29055e592cbedbe4b9764731ccb4eee43bd5d5"}} as TypedDocument<PreviewQuery, PreviewQueryVariables>;
export const RedirectsDocument = {"__meta__":{"name":"Redirects","operation":"query","hash":"sha256:40822d4051d355824a338c96ba65abb8325e23c26f94fd60214c301c230df1ce"}} as TypedDocument<RedirectsQuery, RedirectsQueryVariables>;
export const RobotsDocument = {"__meta__":{"name":"Robots","operation":"query","hash":"sha256:6693be6a96728485ac9015927cce4b06223cd83a66461529c263b7517f225778"}} as TypedDocument<RobotsQuery, RobotsQueryVariables>;
export const SearchDocument = {"__meta__":{"name":"Search","operation":"query","hash":"sha256:22721dea065c5fbb0ba0737b52a65e3b7c306920f1f99287390d3e0a97eae76a"}} as TypedDocument<SearchQuery, SearchQueryVariables>;
export const SitemapDocument = {"__meta__":{"name":"Sitemap","operation":"query","hash":"sha256:289aba6b6a584fb576ab08bf6ec4597acafde1bb21020e69c0de2142cab8f1af"}} as TypedDocument<SitemapQuery, SitemapQueryVariables>;
export const SnippetsDocument = {"__meta__":{"name":"Snippets","operation":"query","hash":"sha256:d255f8a26ee75676a1b17b7f6187f56219f1dbb9ec663e78e2ab042a02592bd8"}} as TypedDocument<SnippetsQuery, SnippetsQueryVariables>;
export const SubmitLeadDocument = {"__meta__":{"name":"SubmitLead","operation":"mutation","hash":"sha256:56087cc32e04eec5e29eb64fbd6826ab49010317e172922198c2e282a59718fa"}} as TypedDocument<SubmitLeadMutation, SubmitLeadMutationVariables>;
export const TaxonomyDocument = {"__meta__":{"name":"Taxonomy","operation":"query","hash":"sha256:c752231ca6b2c0b18e6caace16c5766115fa2cad1d13a9314d83c1d863b03896"}} as TypedDocument<TaxonomyQuery, TaxonomyQueryVariables>;
