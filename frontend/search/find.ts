// The search page, where the reader's browser answers. Words that stand in the page are taken from its templates.

import { Engine, type Places } from "../engine/engine.ts";
import { reason } from "../ask/answer.ts";
import { element, found } from "../ask/dom.ts";
import { count, type Language, saying, size } from "../ask/words.ts";
import { type Asked, excerpts, fromAddress, type Hit, HITS, PAGES, type Piece, type Query, search, turned, type Found } from "./search.ts";

const form = found<HTMLFormElement>("#find");
const { database, worker, wasm, language, home } = form.dataset as Record<string, string>;
const say = saying(language as Language);
const template = found<HTMLTemplateElement>("#words");

/** Words that the page keeps for its script. */
function words(name: string): string {
  return found(`[data-word="${name}"]`, template.content).textContent!.trim();
}

const progress = element("progress", { "aria-label": say("fetching"), max: 1, hidden: true });
const status = element("p", { role: "status", class: "meta" });
const amount = element("p", { class: "meta amount" });
const problem = element("p", { role: "alert", class: "remark", hidden: true });
const room = element("div", { id: "found" });
form.after(problem, progress, status, amount, room);

const engine = new Engine({ database, worker, wasm } as unknown as Places, (fetched) => {
  progress.hidden = !fetched.whole || fetched.bytes >= fetched.size;
  progress.value = fetched.size ? fetched.bytes / fetched.size : 0;
  amount.dataset["bytes"] = String(fetched.bytes);
  amount.textContent = say("fetched", { bytes: size(fetched.bytes), size: size(fetched.size), requests: fetched.requests });
});

const query: Query = async (sql, values) => (await engine.run(sql, values, () => {})).rows;

async function answer(asked: Asked): Promise<void> {
  room.dataset["state"] = "running";
  status.textContent = say("opening");
  problem.hidden = true;
  room.replaceChildren();
  try {
    const told = await search(query, asked);
    if (told) room.replaceChildren(...shown(told, asked));
    room.dataset["state"] = "listed";
    status.textContent = told && !told.total && !told.agencies.length ? words("nothing") : "";
    // What was found can be read while the texts come.
    for (const [i, hit] of (told?.hits ?? []).entries()) room.querySelectorAll(".hits > li")[i]!.append(...(await around(hit)));
  } catch (error) {
    problem.replaceChildren(...reason(error, "", say).words);
    problem.hidden = false;
    status.textContent = "";
  }
  room.dataset["state"] = "done";
}

function shown({ total, hits, agencies, last }: Found, asked: Asked): Node[] {
  if (!total && !agencies.length) return [];
  const parts: Node[] = [];
  if (agencies.length) {
    const bodies = agencies.map(({ slug, name }) =>
      element("li", {}, element("a", { href: `${home}agencies/${slug}`, lang: "zh-Hans" }, ...pieces(name))),
    );
    parts.push(element("h2", {}, words("agencies")), element("ul", { class: "tools" }, ...bodies));
  }
  parts.push(element("h2", {}, words(total === 1 ? "report" : "reports").replace("0", count(total))));
  parts.push(element("ol", { class: "hits", start: 1 + HITS * (asked.page - 1) }, ...hits.map(item)));
  if (last > 1) parts.push(turning(asked, last));
  if (total > HITS * PAGES) parts.push(element("p", { class: "measure" }, words("most")));
  return parts;
}

function item({ slug, agency, title, year, status }: Hit): HTMLElement {
  const when = year === null ? words("undated") : String(year);
  const chinese = (text: readonly Piece[]) => element("span", { lang: "zh-Hans" }, ...pieces(text));
  const name = title.length ? [chinese(title)] : agency.length ? [chinese(agency), ` ${when}`] : [words("untitled"), ` ${slug}`];
  const body = agency.length ? chinese(agency) : words("unsigned");
  return element(
    "li",
    {},
    element("h3", {}, element("a", { href: `${home}reports/${encodeURIComponent(slug)}` }, ...name)),
    element("p", { class: "meta" }, body, ` · ${when} · ${words(status)}`),
  );
}

async function around(hit: Hit): Promise<HTMLElement[]> {
  return (await excerpts(query, asked, hit)).map(({ section, pieces: text }) =>
    element("p", { lang: "zh-Hans" }, element("span", { class: "section" }, `${"一二三四五六"[section - 1]}、`), ...pieces(text)),
  );
}

function pieces(text: readonly Piece[]): Node[] {
  return text.map(([piece, looked]) => (looked ? element("mark", {}, piece) : document.createTextNode(piece)));
}

function turning(asked: Asked, last: number): HTMLElement {
  const link = (rel: string, page: number) => element("a", { rel, href: turned(asked, page) }, words(rel));
  const where = element("span", {}, words("page").replace("1", String(asked.page)).replace("0", String(last)));
  const { page } = asked;
  return element(
    "nav",
    { class: "pages", "aria-label": words("pages") },
    ...(page > 1 ? [link("prev", page - 1), " "] : []),
    where,
    ...(page < last ? [" ", link("next", page + 1)] : []),
  );
}

const asked = fromAddress(location.search);
found<HTMLInputElement>("[name=q]", form).value = asked.query;
for (const name of ["year", "region"] as const) {
  const select = form.querySelector<HTMLSelectElement>(`[name=${name}]`);
  if (select && asked[name]) select.value = asked[name];
}
for (const other of document.querySelectorAll<HTMLAnchorElement>(".tongue")) other.search = location.search;
if (asked.query) void answer(asked);
