// The named queries as examples: one is chosen, its gaps are filled in, and its text goes into the
// box, where it can be read and changed.
import { bdi, h, refill } from "../../dom";
import type { NamedQuery, Parameter } from "../../terms";
import { localName } from "../../terms";
import { own, string } from "../../triples/literals";
import type { App, Kind } from "../../types";
import { filled, withoutPrefixes } from "./sparql";

/** How many names are offered while one is typed. */
const OFFERED = 12;

/** Which kind a gap wants, by its name; others take an organisation. */
const WANTED: Record<string, Kind> = { person: "person", product: "product", event: "event" };

export class Examples {
  readonly element: HTMLElement;
  private readonly list = h("select", { id: "ask-example", onchange: () => this.choose() });
  private readonly label = h("label", { for: "ask-example" });
  private readonly gaps = h("div", { class: "gaps" });
  private readonly question = h("p", { class: "question" });
  private chosen: NamedQuery | null = null;
  private inputs = new Map<Parameter, HTMLInputElement | HTMLSelectElement>();

  constructor(
    private readonly app: App,
    private readonly queries: NamedQuery[],
    private readonly take: (sparql: string) => void,
  ) {
    this.element = h("div", { class: "examples" }, this.label, this.list, this.question, this.gaps);
  }

  /** Write all words anew, and the chosen example with its names in the language of now. */
  write(): void {
    const { words } = this.app;
    this.label.textContent = words.t("ask-examples");
    const options = this.queries.map((query) => {
      const key = `ask-query-${query.name}`;
      const title = words.t(key) === key ? words.say(query.title) : words.t(key);
      return h("option", { value: query.name, selected: query === this.chosen }, title);
    });
    refill(this.list, h("option", { value: "" }, words.t("ask-own")), ...options);
    if (this.chosen) this.choose();
  }

  /** The first example, for a box that is still empty. */
  first(): void {
    this.list.value = this.queries[0]?.name ?? "";
    this.choose();
  }

  /** The box was written in by hand: no example is chosen any more. */
  leave(): void {
    this.chosen = null;
    this.list.value = "";
    this.question.textContent = "";
    refill(this.gaps);
  }

  private choose(): void {
    this.chosen = this.queries.find((query) => query.name === this.list.value) ?? null;
    if (!this.chosen) {
      this.leave();
      return;
    }
    const asked = this.chosen.parameters.filter((parameter) => parameter.name !== "lang");
    this.inputs = new Map(asked.map((parameter) => [parameter, this.input(parameter)]));
    refill(this.gaps, ...[...this.inputs].map(([parameter, input]) => this.field(parameter, input)));
    this.fill();
  }

  private field(parameter: Parameter, input: HTMLElement): HTMLElement {
    const { words } = this.app;
    const key = `ask-gap-${parameter.name}`;
    const name = words.t(key) === key ? parameter.name : words.t(key);
    const names = parameter.type === "entity" ? h("datalist", { id: `ask-${parameter.name}-names` }) : null;
    return h("label", { class: "gap" }, h("span", {}, name), input, names);
  }

  private input(parameter: Parameter): HTMLInputElement | HTMLSelectElement {
    const fill = () => this.fill();
    if (parameter.type === "relation") return this.relations(parameter);
    if (parameter.type === "entity") {
      const list = `ask-${parameter.name}-names`;
      const value = this.app.words.nodeName(this.entity(parameter));
      const oninput = (event: Event) => {
        this.offer(event.target as HTMLInputElement);
        fill();
      };
      return h("input", { type: "text", list, value, autocomplete: "off", spellcheck: "false", oninput });
    }
    const type = parameter.type === "day" ? "date" : parameter.type === "number" ? "number" : "text";
    return h("input", { type, value: parameter.default ?? "", oninput: fill });
  }

  private relations(parameter: Parameter): HTMLSelectElement {
    const { model, words } = this.app;
    const options = model.data.relations.map(({ key, names }) =>
      h("option", { value: key, selected: key === parameter.default }, words.say(names)),
    );
    return h("select", { onchange: () => this.fill() }, ...options);
  }

  /** The actor that a gap is filled with at first. */
  private entity({ name, default: id }: Parameter): number {
    const { model } = this.app;
    const known = id === null ? undefined : model.node(id);
    if (known !== undefined) return known;
    const ranked = [...model.ranked.subarray(0, 2000)];
    const fitting = ranked.filter((node) => model.kind(node) === (WANTED[name] ?? "organization"));
    // Two gaps take two actors.
    const gaps = this.chosen?.parameters.filter((other) => other.type === "entity") ?? [];
    const place = gaps.findIndex((other) => other.name === name);
    return fitting[place] ?? fitting[0] ?? ranked[0] ?? 0;
  }

  private offer(input: HTMLInputElement): void {
    const { model, words } = this.app;
    const wanted = words.fold(input.value.trim());
    const found: string[] = [];
    for (const node of model.ranked) {
      if (found.length === OFFERED) break;
      if (words.fold(words.nodeName(node)).includes(wanted)) found.push(words.nodeName(node));
    }
    const list = input.parentElement?.querySelector("datalist");
    if (list) refill(list, ...found.map((name) => h("option", { value: name })));
  }

  /** Put the query with its gaps filled into the box. */
  private fill(): void {
    if (!this.chosen) return;
    const { words } = this.app;
    const values: Record<string, string> = { lang: string(words.lang) };
    let question = words.say(this.chosen.question);
    for (const [parameter, input] of this.inputs) {
      const term = this.term(parameter, input.value);
      input.setAttribute("aria-invalid", String(term === null));
      values[parameter.name] = term ?? string(input.value);
      const told = input instanceof HTMLSelectElement ? (input.selectedOptions[0]?.text ?? "") : input.value;
      question = question.replaceAll(`{${parameter.name}}`, told);
    }
    refill(this.question, bdi(question, 400));
    this.take(filled(withoutPrefixes(this.chosen.sparql), values));
  }

  /** A value as SPARQL; null where it stands for nothing. */
  private term({ type }: Parameter, value: string): string | null {
    if (type === "entity") {
      const node = this.named(value);
      return node === null ? null : fullAddress(own("id", this.app.model.data.nodes.id[node]));
    }
    if (type === "relation") return `ai:${localName(value)}`;
    if (type === "day") return /^\d{4}-\d\d-\d\d$/.test(value) ? `"${value}"^^xsd:date` : null;
    if (type === "number") return /^-?\d{1,18}$/.test(value) ? value : null;
    return string(value);
  }

  private named(value: string): number | null {
    const { model, words } = this.app;
    const byId = model.node(value.trim());
    if (byId !== undefined) return byId;
    const wanted = words.fold(value.trim());
    for (const node of model.ranked) if (words.fold(words.nodeName(node)) === wanted) return node;
    return null;
  }
}

/** In a query of a user's own text a prefix may be declared otherwise; a whole address cannot. */
function fullAddress(term: string): string {
  return term.startsWith("id:") ? `<https://w3id.org/ai-actors/id/${term.slice(3)}>` : term;
}
