// What the page says, in both languages. `{…}` are filled in.

export type Language = "zh" | "en";

const WORDS = {
  run: ["查询", "Run"],
  stop: ["停止", "Stop"],
  statement: ["查询语句", "SQL"],
  result: ["查询结果", "Result"],
  yours: ["您的查询", "Your query"],
  running: ["正在查询……", "Running…"],
  opening: ["正在读取数据库……", "Reading the database…"],
  fetching: ["读取数据库", "Reading the database"],
  done: ["{rows} 行，用时 {seconds} 秒。", "{rows} rows in {seconds} seconds."],
  nothing: ["没有符合条件的行。", "No rows."],
  stopped: ["查询已停止。", "The query was stopped."],
  fetched: ["已读取 {bytes}（数据库共 {size}），{requests} 次请求。", "Read {bytes} of {size}. Requests: {requests}."],
  cut: [
    "结果不止这些行，到第 {rows} 行为止。不完整的结果不提供下载：请加上条件或 LIMIT，或下载整个数据库。",
    "There are more rows than this; the result ends at row {rows}. What is not whole is not offered as a file: add a"
      + " condition or a LIMIT, or take the whole database.",
  ],
  at: ["第 {line} 行第 {column} 个字：", "Line {line}, character {column}: "],
  sql: ["查询语句有误。", "The statement cannot be run."],
  several: ["一次只能执行一条语句：请删去分号后面的。", "One statement at a time: take out what follows the semicolon."],
  empty: ["没有查询语句：请写一条，或选一条现成的。", "There is no statement: write one, or pick a query below."],
  missing: [
    "取不到数据库文件（{message}）。请稍后重试，或到数据页下载。",
    "The database cannot be fetched ({message}). Try again later, or download it from the data page.",
  ],
  host: [
    "读取数据库时出错（{message}）。请检查网络后重试。",
    "Reading the database failed ({message}). Check the connection and try again.",
  ],
  "no ranges": [
    "这个网站不能分段读取数据库，而它有 {size}，太大，不便整个读取。请到数据页下载后在本机查询。",
    "This host cannot serve a part of the database, which at {size} is too large to fetch whole here. Download it from"
      + " the data page and query it on your own machine.",
  ],
  changed: [
    "数据库刚刚更新过：请重新载入本页，再查询一次。",
    "The database has just been replaced: reload the page and ask again.",
  ],
  "not a database": [
    "取到的文件不是完好的数据库。请重新载入本页；再不行，请告诉本站。",
    "What was fetched is not a sound database. Reload the page; if that does not help, tell us.",
  ],
  download: ["下载全部结果：", "Download the whole result:"],
  link: ["本条查询的永久链接", "Permanent link to this query"],
  parameter: ["参数", "Parameter"],
  number: ["行", "Row"],
  whole: ["第 {row} 行的全部内容", "All of row {row}"],
  open: ["展开第 {row} 行", "Open row {row}"],
  close: ["收起", "Close"],
  columns: ["各列的含义", "What the columns mean"],
  chart: ["图", "Chart"],
  kind: ["画成", "Draw"],
  none: ["不画", "nothing"],
  bars: ["条形", "bars"],
  line: ["折线", "a line"],
  along: ["名称取自", "names from"],
  value: ["数值取自", "numbers from"],
  drawn: ["{value}，按{along}。数字见下表。", "{value} by {along}. The numbers are in the table below."],
  first: ["只画前 {n} 行。", "Only the first {n} rows are drawn."],
  gaps: ["{n} 行没有数值，不画。", "{n} rows have no number and are not drawn."],
  keys: [
    "按 Ctrl+Enter 查询；输入时按 Ctrl+空格 提示表名和列名；按 Esc 后再按 Tab 离开编辑框。",
    "Ctrl+Enter runs the query; Ctrl+Space suggests tables and columns; Esc, then Tab, leaves the editor.",
  ],
} as const satisfies Record<string, readonly [string, string]>;

export type Word = keyof typeof WORDS;
export type Say = (word: Word, values?: Record<string, string | number>) => string;

/** Words in one language. */
export function saying(language: Language): Say {
  return (word, values = {}) =>
    WORDS[word][language === "zh" ? 0 : 1].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}

/** A number as people read it. */
export function count(n: number): string {
  return n.toLocaleString("en-US");
}

/** A number of bytes as people read it. */
export function size(bytes: number): string {
  if (bytes < 1000 * 1024) return `${Math.ceil(bytes / 1024)} KB`;
  return `${(bytes / 2 ** 20).toFixed(1)} MB`;
}
