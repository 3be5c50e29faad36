import type { LandingPageFragment, SectionFragment } from "@wellspring/client";
import { raw } from "hono/html";
import { hrefOf, withLinks } from "../addresses.js";
import type { Visit } from "../visit.js";
import { Quote, Statistic, Table } from "./blocks.js";
import { Card, Cards, Feed } from "./card.js";
import { type Attempt, Form } from "./form.js";
import { Picture } from "./picture.js";
import { Snippets } from "./snippets.js";

interface Props {
  section: SectionFragment;
  page: LandingPageFragment;
  visit: Visit;
  attempt?: Attempt | undefined;
}

/** A landing page's sections, in the variants that the hub chose for the visitor. */
export function Sections({ page, visit, attempt }: Omit<Props, "section">) {
  return (
    <>
      {page.sections.map((section, n) => {
        const Heading = n === 0 ? "h1" : "h2";
        return (
          <section class={`section ${section.__typename}`} data-variant={section.variantReason.variant}>
            <div class="lead">
              {visit.previews && <p class="variant">{section.variantReason.text}</p>}
              {section.heading && <Heading>{section.heading}</Heading>}
              <Lead section={section} visit={visit} />
            </div>
            <Content section={section} page={page} visit={visit} attempt={attempt} />
          </section>
        );
      })}
    </>
  );
}

function Lead({ section, visit }: { section: SectionFragment; visit: Visit }) {
  if (!("text" in section)) return null;
  const cta = "cta" in section ? section.cta : null;
  return (
    <>
      {section.text && <p class="text">{section.text}</p>}
      {cta && (
        <p>
          <a class="button" href={hrefOf(cta.url, visit.link)}>
            {cta.label}
          </a>
        </p>
      )}
    </>
  );
}

function Content({ section, page, visit, attempt }: Props) {
  switch (section.__typename) {
    case "HeroSection":
      return section.image ? (
        <Picture
          alt={section.image.alt}
          rendition={section.image.hero}
          sizes="(min-width: 60rem) 30rem, 92vw"
          first
        />
      ) : null;
    case "RichTextSection":
      return <div class="prose">{raw(withLinks(section.html, visit.link))}</div>;
    case "PersonaFeedSection":
      return <Feed entries={section.feed.entries} visit={visit} />;
    case "FeaturedAssetsSection":
      return <Wall assets={section.assets} visit={visit} />;
    case "CaseStudyWallSection":
      return <Wall assets={section.caseStudies} visit={visit} />;
    case "StatisticsSection":
      return (
        <div class="statistics">
          {section.statistics.map((statistic) => (
            <Statistic {...statistic} />
          ))}
        </div>
      );
    case "QuotesSection":
      return (
        <div class="quotes">
          {section.quotes.map((quote) => (
            <Quote {...quote} />
          ))}
        </div>
      );
    case "SnippetsSection":
      return <Snippets snippets={section.snippets} visit={visit} />;
    case "FaqSection":
      return (
        <div class="faq">
          {section.questions.map(({ question, answerHtml }) => (
            <details>
              <summary>{question}</summary>
              <div class="prose">{raw(withLinks(answerHtml, visit.link))}</div>
            </details>
          ))}
        </div>
      );
    case "LeadFormSection":
      return <Form form={section.form} page={page} visit={visit} attempt={attempt} />;
    case "ComparisonTableSection":
      return <Table {...section} />;
    default:
      return null;
  }
}

function Wall({
  assets,
  visit,
}: {
  assets: ReadonlyArray<Parameters<typeof Card>[0]["asset"]>;
  visit: Visit;
}) {
  return (
    <Cards>
      {assets.map((asset) => (
        <Card asset={asset} visit={visit} />
      ))}
    </Cards>
  );
}
