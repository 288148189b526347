// What a statement is typed into: the page's own text area, until the editor takes its place.

/** Columns by table: what is suggested while typing, each with its meaning. */
export type Schema = ReadonlyMap<string, ReadonlyMap<string, string>>;

export interface Editor {
  text: string;
  /** Marks the character where an error is; `null` takes the mark away. */
  mark(index: number | null): void;
}

/** The text area itself. */
export function plain(area: HTMLTextAreaElement, changed: () => void): Editor {
  area.addEventListener("input", changed);
  return {
    get text() {
      return area.value;
    },
    set text(text) {
      area.value = text;
    },
    mark(index) {
      if (index !== null) area.setSelectionRange(index, index + 1);
    },
  };
}
