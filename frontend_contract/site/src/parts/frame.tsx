import type { MenuItemFragment } from "@wellspring/client";
import { hrefOf, type Link } from "../addresses.js";
import type { Visit } from "../visit.js";
import { langOf } from "../words.js";
import type { Shown } from "./layout.js";
import { Picture } from "./picture.js";

type Framed = Pick<Shown, "versions"> & { visit: Visit };

/** What stands above every page: the site's name, its menu, and whom and in which language it speaks to. */
export function Header({ visit, versions }: Framed) {
  const { site, words, locale, link } = visit;
  const home = site.locales.find(({ code }) => code === locale)?.path ?? "/";
  return (
    <header class="site-header">
      <div>
        <a class="name" href={link(home)}>
          <Name visit={visit} />
        </a>
        <nav aria-label={words.menu}>
          <Menu items={site.main} link={link} />
        </nav>
        <div class="choices">
          <Personas visit={visit} />
          <Languages visit={visit} versions={versions} />
        </div>
      </div>
    </header>
  );
}

/** The company's logo, of a height that all share; without one its name. */
function Name({ visit: { site, words } }: { visit: Visit }) {
  const { logo } = site.brand;
  if (!logo) return site.name || <span class="unseen">{words.home}</span>;
  return <Picture alt={logo.alt || words.home} rendition={logo.full} sizes="12rem" first />;
}

/** Who the visitor is stands in the address alone, so the choice is links to this page. */
function Personas({ visit }: { visit: Visit }) {
  const { words, visitor, taxonomy, link, path, asked } = visit;
  const chosen = taxonomy.personas.find(({ slug }) => slug === visitor.persona);
  const personas = taxonomy.personas.filter(({ assetCount }) => assetCount > 0);
  if (personas.length === 0) return null;
  const current = (slug: string | undefined) => (visitor.persona === slug ? "true" : undefined);
  return (
    <details class="opening personas">
      <summary>
        {words.iAm} <strong>{chosen?.name ?? words.anyone}</strong>
      </summary>
      <ul>
        {personas.map(({ slug, name, description }) => (
          <li>
            <a
              href={link(path, { ...asked, persona: slug })}
              aria-current={current(slug)}
              title={description}
            >
              {name}
            </a>
          </li>
        ))}
        <li>
          <a href={link(path, { ...asked, persona: null })} aria-current={current(undefined)}>
            {words.anyone}
          </a>
        </li>
      </ul>
    </details>
  );
}

function Languages({ visit, versions }: Framed) {
  const { site, locale, words, link, asked } = visit;
  const others = site.locales.filter(({ code }) => code !== locale);
  if (others.length === 0) return null;
  return (
    <nav class="languages" aria-label={words.languages}>
      {others.map(({ code, name, path }) => {
        const same = versions.find((one) => one.locale === code);
        const lang = langOf(code);
        return (
          <a href={link(same?.path ?? path, same && asked)} lang={lang} hreflang={lang}>
            {name}
          </a>
        );
      })}
    </nav>
  );
}

export function Footer({ visit: { site, words, link } }: { visit: Visit }) {
  return (
    <footer class="site-footer">
      <div>
        {site.footer.length > 0 && (
          <nav aria-label={words.more}>
            <Columns items={site.footer} link={link} />
          </nav>
        )}
        <p>{site.name}</p>
      </div>
    </footer>
  );
}

interface MenuProps {
  items: ReadonlyArray<MenuItemFragment & { readonly children: ReadonlyArray<MenuItemFragment> }>;
  link: Link;
}

/** An item with others below it opens; its own address, if it has one, comes first among them. */
function Menu({ items, link }: MenuProps) {
  return (
    <ul>
      {items.map(({ children, ...item }) => (
        <li>
          {children.length > 0 ? (
            <details class="opening">
              <summary>{item.label}</summary>
              <ul>
                {[item, ...children].map(
                  (one) =>
                    one.url && (
                      <li>
                        <Leading {...one} link={link} />
                      </li>
                    ),
                )}
              </ul>
            </details>
          ) : (
            <Leading {...item} link={link} />
          )}
        </li>
      ))}
    </ul>
  );
}

function Leading({ label, url, link }: MenuItemFragment & { link: Link }) {
  return url ? <a href={hrefOf(url, link)}>{label}</a> : <span>{label}</span>;
}

/** All there is, at a glance. */
function Columns({ items, link }: MenuProps) {
  return (
    <ul class="columns-of-links">
      {items.map(({ children, ...item }) => (
        <li>
          <Leading {...item} link={link} />
          {children.length > 0 && (
            <ul>
              {children.map((child) => (
                <li>
                  <Leading {...child} link={link} />
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}
