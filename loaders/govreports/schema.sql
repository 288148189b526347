-- The database of annual reports on open government information.
--
-- A comment describes what it follows on its line, or the table that it precedes: Chinese, a bar, English.
-- Columns that hold a figure of the form have the English part only; their Chinese comes from the form itself.
-- Counts are INTEGER, money is REAL in 10,000 yuan, dates are ISO 8601, text is UTF-8. NULL is never 0: a NULL
-- figure has a row in cell_notes, or its edition does not hold that figure.

-- 表格的版本，每份国家表样一行 | Editions of the national form
CREATE TABLE form_editions (
    id TEXT PRIMARY KEY, -- 版本代码 | edition, named after the year it was made for
    name_zh TEXT NOT NULL, -- 中文名称 | name in Chinese
    name_en TEXT NOT NULL, -- 英文名称 | name in English
    document TEXT NOT NULL, -- 发布该表样的文号 | number of the document that issued it
    issued_on TEXT, -- 发文日期，不详为空 | date of that document, NULL where not known
    first_year INTEGER NOT NULL, -- 适用的首个报告年度 | first report year it was made for
    last_year INTEGER -- 适用的最末报告年度，仍在使用为空 | last report year it was made for, NULL while in use
) WITHOUT ROWID;

-- 报告的六个部分 | The six numbered sections of a report
CREATE TABLE form_sections (
    number INTEGER PRIMARY KEY, -- 序号，一至六 | number, 1 to 6
    heading_zh TEXT NOT NULL, -- 标题 | heading as the form prints it
    heading_en TEXT NOT NULL, -- 英文标题 | heading in English
    table_name TEXT -- 该部分的数据表，无表为空 | table that holds the figures of the section, NULL where it has none
);

-- 申请表中跨行的栏目 | Headings that span several rows of section 3
CREATE TABLE form_request_groups (
    code TEXT PRIMARY KEY, -- 栏目代码 | code of the group
    label_zh TEXT NOT NULL, -- 表样中的文字 | label as the form prints it
    label_en TEXT NOT NULL, -- 英文 | label in English
    parent_code TEXT REFERENCES form_request_groups(code) -- 上级栏目 | group that it stands in
) WITHOUT ROWID;

-- 申请表的行，两个版本合在一起 | Rows of section 3, both editions together
CREATE TABLE form_request_rows (
    id INTEGER PRIMARY KEY, -- 行号，永久不变，按印刷次序 | permanent number, in printed order
    code TEXT NOT NULL UNIQUE, -- 行代码 | code of the row
    number TEXT NOT NULL, -- 行前的编号 | numbering printed before the label
    label_zh TEXT NOT NULL, -- 表样中的文字 | label as the form prints it
    label_en TEXT NOT NULL, -- 英文 | label in English
    group_code TEXT REFERENCES form_request_groups(code), -- 所属栏目 | group that the row stands in
    article TEXT, -- 依据的条例条款 | article of the Regulations behind the row, NULL where there is none
    in_2019 INTEGER NOT NULL, -- 2019年版有此行为1 | 1 where the 2019 edition has the row, else 0
    in_2021 INTEGER NOT NULL -- 2021年版有此行为1 | 1 where the 2021 edition has the row, else 0
);

-- 报告可能载有的每一个数字 | Every figure that a report can hold
CREATE TABLE form_figures (
    id INTEGER PRIMARY KEY, -- 编号，永久不变 | permanent number
    table_name TEXT NOT NULL, -- 数据表 | table that holds the figure
    row_code TEXT NOT NULL, -- 行代码 | code of the row (in section 4, of the block)
    column_name TEXT NOT NULL, -- 数据表中的列名 | column of that table
    label_zh TEXT NOT NULL, -- 行与列的文字 | labels of row and column
    label_en TEXT NOT NULL, -- 英文 | labels of row and column in English
    unit_zh TEXT NOT NULL, -- 单位 | unit in Chinese
    unit_en TEXT NOT NULL, -- 英文单位 | unit in English
    kind TEXT NOT NULL CHECK (kind IN ('count', 'change', 'money')), -- count 计数、change 增减、money 金额 | count, change (signed) or money
    UNIQUE (table_name, row_code, column_name)
);

-- 三张表的印刷样式，一格一行 | The three tables as printed, one row a cell of the grid
CREATE TABLE form_cells (
    table_name TEXT NOT NULL, -- 数据表 | table
    edition TEXT NOT NULL REFERENCES form_editions(id), -- 版本 | edition
    y INTEGER NOT NULL, -- 自上而下的位置，从0起 | line of the grid from the top, from 0
    x INTEGER NOT NULL, -- 自左而右的位置，从0起 | place in the line from the left, from 0
    height INTEGER NOT NULL, -- 跨几行 | lines it spans
    width INTEGER NOT NULL, -- 跨几列 | places it spans
    role TEXT NOT NULL CHECK (role IN ('corner', 'columns', 'column', 'rows', 'row', 'figure')), -- 列头、行头、角格或数字 | header of one column or several, of one row or several, the corner, or a figure
    label_zh TEXT, -- 文字，数字格为空 | label, NULL for a figure
    label_en TEXT, -- 英文文字 | label in English, NULL for a figure
    figure_id INTEGER REFERENCES form_figures(id), -- 数字的编号，文字格为空 | figure that stands here, NULL for a header
    PRIMARY KEY (table_name, edition, y, x)
) WITHOUT ROWID;

-- 数字说明的用语 | What the notes on cells mean
CREATE TABLE form_notes (
    code TEXT PRIMARY KEY, -- 说明代码 | code used in cell_notes.note
    message_zh TEXT NOT NULL, -- 说明 | sentence in Chinese
    message_en TEXT NOT NULL -- 英文说明 | sentence in English
) WITHOUT ROWID;

-- 行政区划：省级单位全部列出，其余只列机关所在的区划及其上级、后继 | Administrative divisions: every province-level unit, and of the others those of the agencies, with what they lie in and what they became
CREATE TABLE regions (
    code TEXT PRIMARY KEY, -- 区划代码，六位；乡镇街道九位 | division code, 6 digits, 9 for towns and streets
    name TEXT, -- 名称，表中没有此代码则为空 | latest name, NULL where the list of divisions does not have the code
    level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 4), -- 1省 2市 3县 4乡 | 1 province, 2 prefecture, 3 county, 4 town or street
    parent_code TEXT REFERENCES regions(code), -- 上级区划代码，省直辖县直属于省 | code of the division it belongs to; a county without a prefecture belongs to its province
    since INTEGER, -- 已知最早在哪年年底有效，不详为空 | first year at whose end it is known to have been valid, NULL where not known
    until INTEGER -- 已撤销的，已知最后在哪年年底有效 | last year at whose end it is known to have been valid, NULL while it exists
) WITHOUT ROWID;

-- 区划的曾用名 | Former names of divisions that kept their code
CREATE TABLE region_former_names (
    region_code TEXT NOT NULL REFERENCES regions(code), -- 区划 | division
    name TEXT NOT NULL, -- 曾用名 | former name
    since INTEGER, -- 已知最早在哪年年底使用，不详为空 | first year at whose end it is known to have been in use, NULL where not known
    until INTEGER NOT NULL, -- 已知最后在哪年年底使用 | last year at whose end it is known to have been in use
    PRIMARY KEY (region_code, name)
) WITHOUT ROWID;

-- 撤销的区划并入或改为哪里 | What became of divisions that are gone
CREATE TABLE region_successors (
    region_code TEXT NOT NULL REFERENCES regions(code), -- 已撤销的区划 | division that is gone
    successor_code TEXT NOT NULL REFERENCES regions(code), -- 后继区划 | division that it became or was divided among
    PRIMARY KEY (region_code, successor_code)
) WITHOUT ROWID;

-- 编制报告的机关 | Bodies that publish reports
CREATE TABLE agencies (
    id INTEGER PRIMARY KEY, -- 编号 | number in this build
    slug TEXT NOT NULL UNIQUE, -- 永久网址用的代号 | permanent name in addresses
    name TEXT NOT NULL, -- 规范全称；印出的名称见 evidence | the body's one full name; evidence has it as printed
    region_code TEXT REFERENCES regions(code), -- 所在区划，不详为空 | division it belongs to, NULL where not known
    kind TEXT CHECK (kind IN ('government', 'department', 'township', 'institution', 'other')) -- government 政府，department 部门，township 乡镇街道，institution 事业单位，other 其他，不详为空 | government, department, township (town or street), institution (public institution), other; NULL where not known
);

-- 来源文件 | Source files that reports were read from
CREATE TABLE documents (
    id TEXT PRIMARY KEY, -- 文件的 SHA-256 | SHA-256 of the file
    name TEXT NOT NULL, -- 文件名 | name of the file
    url TEXT, -- 网址，不详为空 | address it came from, NULL where not known
    media_type TEXT NOT NULL, -- 文件类型 | media type
    charset TEXT, -- 字符编码 | character encoding
    size INTEGER NOT NULL, -- 字节数 | size in bytes
    retrieved_at TEXT, -- 取得时间，不详为空 | when it was retrieved, NULL where not known
    text TEXT NOT NULL, -- 全文，数字的位置以此为准 | full text; positions of figures count its characters
    kept INTEGER NOT NULL DEFAULT 0 -- 原件存放在数据库旁为1 | 1 where the original is kept beside the database, else 0
);

-- 报告：一个机关一个年度一份 | Reports: one agency, one year
CREATE TABLE reports (
    id INTEGER PRIMARY KEY, -- 编号 | number in this build
    slug TEXT NOT NULL UNIQUE, -- 永久网址用的代号 | permanent name in addresses
    agency_id INTEGER REFERENCES agencies(id), -- 机关，不详为空 | agency, NULL where not known
    year INTEGER, -- 报告年度，不详为空 | year reported on, NULL where not known
    title TEXT, -- 标题，没有为空 | title as printed, NULL where there is none
    scope TEXT CHECK (scope IN ('own', 'area')), -- own 只计本机关，area 汇总全地区，不详为空 | own: the agency itself; area: its whole area; NULL where not known
    proactive_edition TEXT REFERENCES form_editions(id), -- 第二部分的表样版本 | edition of the table in section 2, NULL where missing or mixed
    requests_edition TEXT REFERENCES form_editions(id), -- 第三部分的表样版本 | edition of the table in section 3, NULL where missing or mixed
    published_on TEXT, -- 发布日期，不详为空 | date of publication, NULL where not known
    source_url TEXT, -- 来源网址，不详为空 | address of the source, NULL where not known
    document_id TEXT NOT NULL REFERENCES documents(id), -- 来源文件 | source file
    status TEXT NOT NULL CHECK (status IN ('complete', 'partial', 'narrative')), -- complete 三表齐全且全部读出，partial 有缺，narrative 无表 | complete: all three tables, every figure read; partial: something missing; narrative: no tables
    layout TEXT, -- 来源文本的排列方式 | how the tables stand in the source text
    checks_passed INTEGER NOT NULL, -- 核对通过的项数，不计提示类规则 | checks passed, rules for notes left out
    checks_failed INTEGER NOT NULL, -- 核对不符的项数，不计提示 | checks failed, notes left out
    checks_not_assessable INTEGER NOT NULL, -- 缺数或没有说到而无法核对的项数，不计提示类规则 | checks left undecided, rules for notes left out
    checks_noted INTEGER NOT NULL DEFAULT 0, -- 提示的处数 | notes
    origin TEXT CHECK (origin IN ('doubtful')) -- doubtful 文中有字词被替换，来路可疑；否则为空 | doubtful: words in the source were replaced; otherwise NULL
);

-- 报告的各个来源：现行版本、相同的副本、被取代的旧版 | Every file that a report was found in: the current one, equal copies, earlier versions
CREATE TABLE report_sources (
    document_id TEXT PRIMARY KEY REFERENCES documents(id), -- 来源文件 | source file
    report_id INTEGER NOT NULL REFERENCES reports(id), -- 报告 | report
    slug TEXT NOT NULL UNIQUE, -- 这一版本的永久网址用的代号 | permanent name of this version in addresses
    relation TEXT NOT NULL CHECK (relation IN ('current', 'same', 'superseded', 'doubtful')), -- current 现行，数字取自此；same 数字相同的另一来源；superseded 被取代的旧版；doubtful 字词被替换的副本 | current: the figures are from it; same: another source with the same figures; superseded: an earlier version; doubtful: a copy with replaced words
    published_on TEXT -- 此版的发布日期，不详为空 | date of publication of this version, NULL where not known
) WITHOUT ROWID;

-- 旧版与现行版本不同的数字 | Figures in which an earlier version differs from the current one
CREATE TABLE changed_figures (
    document_id TEXT NOT NULL REFERENCES report_sources(document_id), -- 旧版的来源文件 | source file of the earlier version
    figure_id INTEGER NOT NULL REFERENCES form_figures(id), -- 哪一个数字 | which figure
    before NUMERIC, -- 旧版的数，没有为空 | what the earlier version says, NULL where it holds no number
    before_status TEXT NOT NULL, -- 旧版的状态：printed、cell_notes 的各种、absent 没有此表 | printed, a status of cell_notes, or absent: no such table
    after NUMERIC, -- 现行版本的数，没有为空 | what the current version says, NULL where it holds no number
    after_status TEXT NOT NULL, -- 现行版本的状态 | the same of the current version
    PRIMARY KEY (document_id, figure_id)
) WITHOUT ROWID;

-- 机关、年度等从哪里得知 | How agency, year, title and date of a report are known
CREATE TABLE evidence (
    report_id INTEGER NOT NULL REFERENCES reports(id), -- 报告 | report
    field TEXT NOT NULL, -- 项目 | what is said: agency, year, title, published_on, region_code, scope, source_url, origin
    value TEXT, -- 得出的值，不详为空 | value found, NULL where nothing says it
    source TEXT NOT NULL, -- 依据：清单、标题、正文等 | where it stands: manifest, title, introduction, source_line and others; none
    start INTEGER, -- 在全文中的起点 | first character in documents.text, from 0; NULL where it is not in the text
    length INTEGER, -- 字符数 | number of characters
    note_zh TEXT, -- 说明 | remark in Chinese
    note_en TEXT, -- 英文说明 | remark in English
    PRIMARY KEY (report_id, field, source)
) WITHOUT ROWID;

-- 主动公开（第二部分），一份报告一行 | Proactive publication, section 2: one row a report
CREATE TABLE proactive (
    report_id INTEGER PRIMARY KEY REFERENCES reports(id), -- 报告 | report
    regulations_made INTEGER, -- Rules (guizhang): newly made this year; unit: documents; 2019 edition
    regulations_disclosed INTEGER, -- Rules (guizhang): newly published this year; unit: documents; 2019 edition
    regulations_total INTEGER, -- Rules (guizhang): published in total; unit: documents; 2019 edition
    normative_documents_made INTEGER, -- Normative documents: newly made this year; unit: documents; 2019 edition
    normative_documents_disclosed INTEGER, -- Normative documents: newly published this year; unit: documents; 2019 edition
    normative_documents_total INTEGER, -- Normative documents: published in total; unit: documents; 2019 edition
    licensing_prior INTEGER, -- Administrative licensing: items in the previous year; unit: items; 2019 edition
    licensing_change INTEGER, -- Administrative licensing: change this year; unit: items; 2019 edition
    licensing_decisions INTEGER, -- Administrative licensing: decisions this year; unit: decisions; 2019 and 2021 editions
    other_services_prior INTEGER, -- Other management and service matters: items in the previous year; unit: items; 2019 edition
    other_services_change INTEGER, -- Other management and service matters: change this year; unit: items; 2019 edition
    other_services_decisions INTEGER, -- Other management and service matters: decisions; unit: decisions; 2019 edition
    penalties_prior INTEGER, -- Administrative penalties: items in the previous year; unit: items; 2019 edition
    penalties_change INTEGER, -- Administrative penalties: change this year; unit: items; 2019 edition
    penalties_decisions INTEGER, -- Administrative penalties: decisions this year; unit: decisions; 2019 and 2021 editions
    coercion_prior INTEGER, -- Administrative coercion: items in the previous year; unit: items; 2019 edition
    coercion_change INTEGER, -- Administrative coercion: change this year; unit: items; 2019 edition
    coercion_decisions INTEGER, -- Administrative coercion: decisions this year; unit: decisions; 2019 and 2021 editions
    fees_prior INTEGER, -- Administrative and institutional fees: items in the previous year; unit: items; 2019 edition
    fees_change INTEGER, -- Administrative and institutional fees: change this year; unit: items; 2019 edition
    procurement_projects INTEGER, -- Centralised government procurement: procurement projects; unit: projects; 2019 edition
    procurement_amount REAL, -- Centralised government procurement: total procurement amount; unit: 10,000 yuan; 2019 edition
    regulations_issued INTEGER, -- Rules (guizhang): issued this year; unit: documents; 2021 edition
    regulations_repealed INTEGER, -- Rules (guizhang): repealed this year; unit: documents; 2021 edition
    regulations_in_force INTEGER, -- Rules (guizhang): in force; unit: documents; 2021 edition
    normative_documents_issued INTEGER, -- Administrative normative documents: issued this year; unit: documents; 2021 edition
    normative_documents_repealed INTEGER, -- Administrative normative documents: repealed this year; unit: documents; 2021 edition
    normative_documents_in_force INTEGER, -- Administrative normative documents: in force; unit: documents; 2021 edition
    fees_amount REAL -- Administrative and institutional fees: fees charged this year; unit: 10,000 yuan; 2021 edition
);

-- 申请的收到和处理（第三部分），表中一行为一行 | Requests, section 3: one row for each row of the form; unit: requests
CREATE TABLE requests (
    report_id INTEGER NOT NULL REFERENCES reports(id), -- 报告 | report
    row_id INTEGER NOT NULL REFERENCES form_request_rows(id), -- 表中的行 | row of the form
    natural_person INTEGER, -- From natural persons; unit: requests
    business INTEGER, -- From businesses; unit: requests
    research INTEGER, -- From research institutes; unit: requests
    public_interest INTEGER, -- From public-interest organisations; unit: requests
    legal_service INTEGER, -- From legal services; unit: requests
    other INTEGER, -- From other organisations; unit: requests
    total INTEGER, -- From all applicants, as printed; unit: requests
    PRIMARY KEY (report_id, row_id)
) WITHOUT ROWID;

-- 第三部分的合计栏，一份报告一行，由 requests 算得 | The column of totals of section 3, one row a report, worked out from requests
CREATE TABLE request_totals (
    report_id INTEGER PRIMARY KEY REFERENCES reports(id), -- 报告 | report
    new INTEGER, -- 新收申请 | requests newly received; unit: requests
    new_natural_person INTEGER, -- 其中个人的 | of these, from natural persons; unit: requests
    new_business INTEGER, -- 企业的 | from businesses; unit: requests
    new_research INTEGER, -- 科研单位的 | from research institutes; unit: requests
    new_public_interest INTEGER, -- 公益组织的 | from public-interest organisations; unit: requests
    new_legal_service INTEGER, -- 法律服务组织的 | from legal services; unit: requests
    new_other INTEGER, -- 其他组织的 | from other organisations; unit: requests
    carried_over INTEGER, -- 上年转来 | carried over from last year; unit: requests
    granted INTEGER, -- 全部公开 | granted; unit: requests
    partly_granted INTEGER, -- 公开一部分 | partly granted; unit: requests
    denied_state_secret INTEGER, -- 因国家秘密拒绝 | refused: row denied_state_secret; unit: requests
    denied_other_law INTEGER, -- 因其他法律法规拒绝 | refused: row denied_other_law; unit: requests
    denied_public_security INTEGER, -- 因公共安全拒绝 | refused: row denied_public_security; unit: requests
    denied_third_party INTEGER, -- 因第三方权益拒绝 | refused: row denied_third_party; unit: requests
    denied_internal_affairs INTEGER, -- 因内部事务拒绝 | refused: row denied_internal_affairs; unit: requests
    denied_deliberative INTEGER, -- 因过程性拒绝 | refused: row denied_deliberative; unit: requests
    denied_enforcement_file INTEGER, -- 因执法案卷拒绝 | refused: row denied_enforcement_file; unit: requests
    denied_register_query INTEGER, -- 因另行查询拒绝 | refused: row denied_register_query; unit: requests
    denied INTEGER, -- 拒绝公开的，八项都读出才有 | refused: the sum of the eight, NULL when one was not read; unit: requests
    unavailable INTEGER, -- 没有可提供的，三项都读出才有 | could not be provided: the sum of three rows, NULL when one was not read; unit: requests
    unprocessed INTEGER, -- 不作处理的，五项都读出才有 | not processed: the sum of five rows, NULL when one was not read; unit: requests
    other INTEGER, -- 另外了结的，2019 年版的一行 | handled otherwise: the one row of the 2019 edition; unit: requests
    otherwise INTEGER, -- 另外了结的，2021 年版的三行都读出才有 | handled otherwise: the sum of the three rows of the 2021 edition, NULL when one was not read; unit: requests
    total INTEGER, -- 办结合计，照录 | outcomes in total, as printed; unit: requests
    carried_forward INTEGER -- 转到下年 | carried forward to next year; unit: requests
);

-- 各年份数，按统计范围 | Reports by year and scope
CREATE TABLE year_reports (
    year INTEGER, -- 报告年度，不详为空 | report year, NULL where not known
    scope TEXT, -- own 只计本机关，area 汇总全地区，不详为空；两者不可相加 | own, area, or NULL where not known; never to be added to each other
    reports INTEGER NOT NULL, -- 报告份数 | reports
    agencies INTEGER NOT NULL -- 机关个数 | bodies
);

-- 各年合计，按统计范围和项目 | Totals by year, scope and item
CREATE TABLE year_totals (
    year INTEGER, -- 报告年度，不详为空 | report year, NULL where not known
    scope TEXT, -- own 只计本机关，area 汇总全地区，不详为空；两者不可相加 | own, area, or NULL where not known; never to be added to each other
    item TEXT NOT NULL, -- 项目：request_totals 或 reviews 的列 | what is added up: a column of request_totals or of reviews
    number INTEGER NOT NULL, -- 合计 | sum
    whole INTEGER, -- 同一批报告中的全部，用以计算比例：结果之于办结，理由之于拒绝；没有为空 | what a share is taken of, over the same reports: for outcomes all that were handled, for reasons all that were refused; NULL where there is none
    reports INTEGER NOT NULL -- 所据的报告份数；比例和分项只取各项都读出的报告 | reports that it rests on; for shares and parts only those in which every part was read
);

-- 复议与诉讼（第四部分），一份报告一行 | Reconsideration and litigation, section 4: one row a report
CREATE TABLE reviews (
    report_id INTEGER PRIMARY KEY REFERENCES reports(id), -- 报告 | report
    reconsideration_upheld INTEGER, -- Administrative reconsideration: upheld; unit: cases
    reconsideration_corrected INTEGER, -- Administrative reconsideration: corrected; unit: cases
    reconsideration_other INTEGER, -- Administrative reconsideration: other result; unit: cases
    reconsideration_pending INTEGER, -- Administrative reconsideration: pending; unit: cases
    reconsideration_total INTEGER, -- Administrative reconsideration: total; unit: cases
    litigation_direct_upheld INTEGER, -- Administrative litigation without prior reconsideration: upheld; unit: cases
    litigation_direct_corrected INTEGER, -- Administrative litigation without prior reconsideration: corrected; unit: cases
    litigation_direct_other INTEGER, -- Administrative litigation without prior reconsideration: other result; unit: cases
    litigation_direct_pending INTEGER, -- Administrative litigation without prior reconsideration: pending; unit: cases
    litigation_direct_total INTEGER, -- Administrative litigation without prior reconsideration: total; unit: cases
    litigation_after_reconsideration_upheld INTEGER, -- Administrative litigation after reconsideration: upheld; unit: cases
    litigation_after_reconsideration_corrected INTEGER, -- Administrative litigation after reconsideration: corrected; unit: cases
    litigation_after_reconsideration_other INTEGER, -- Administrative litigation after reconsideration: other result; unit: cases
    litigation_after_reconsideration_pending INTEGER, -- Administrative litigation after reconsideration: pending; unit: cases
    litigation_after_reconsideration_total INTEGER -- Administrative litigation after reconsideration: total; unit: cases
);

-- 报告的文字部分 | Narrative sections
CREATE TABLE sections (
    report_id INTEGER NOT NULL REFERENCES reports(id), -- 报告 | report
    number INTEGER NOT NULL REFERENCES form_sections(number), -- 部分，一至六 | section, 1 to 6
    heading TEXT NOT NULL, -- 原文标题 | heading as printed
    text TEXT NOT NULL, -- 文字，不含表格 | text without its table
    PRIMARY KEY (report_id, number)
);

-- 不单是一个数字的格 | Cells that are not simply a printed number
CREATE TABLE cell_notes (
    report_id INTEGER NOT NULL REFERENCES reports(id), -- 报告 | report
    table_name TEXT NOT NULL, -- 数据表 | table of the figure
    row_code TEXT NOT NULL, -- 行代码 | code of the row
    column_name TEXT NOT NULL, -- 列名 | column of the table
    status TEXT NOT NULL CHECK (status IN ('blank', 'dash', 'missing', 'unreadable', 'annotated', 'converted', 'ambiguous', 'recognised')), -- blank 空白，dash 短横或“无”，missing 没有此格，unreadable 读不出，annotated 数字带注，converted 已换算，ambiguous 不能确定，recognised 从图片识别并经算术印证 | blank: an empty cell; dash: a dash or a word for nothing; missing: no such cell; unreadable; annotated: a number with something beside it; converted: unit or sign in words; ambiguous: cannot be placed or read with certainty; recognised: read from a picture and confirmed by the report's arithmetic
    raw TEXT NOT NULL, -- 原文 | what is printed, empty where nothing is
    note TEXT NOT NULL REFERENCES form_notes(code), -- 说明代码 | what the status rests on
    PRIMARY KEY (report_id, table_name, row_code, column_name)
) WITHOUT ROWID;

-- 公布者或读者对某一格的更正，列在印出的数字旁；数字照原文，不因此改动 | Corrections: what the publisher or a reader says of a figure, told beside it; the figure stays as it is printed
CREATE TABLE corrections (
    report_id INTEGER NOT NULL REFERENCES reports(id), -- 报告 | report
    line INTEGER NOT NULL, -- 在更正表中的行号 | line in the table of corrections that was given
    table_name TEXT NOT NULL, -- 数据表 | table of the figure
    row_code TEXT NOT NULL, -- 行代码 | code of the row
    column_name TEXT NOT NULL, -- 列名 | column of the table
    note TEXT NOT NULL, -- 更正的内容，照录 | what is said, as given
    link TEXT, -- 出处的网址，没有为空 | address where it is said, NULL where none is given
    published_on TEXT NOT NULL, -- 日期 | date of the correction
    PRIMARY KEY (report_id, line)
) WITHOUT ROWID;

-- 没有读成数字或带说明的格，按区划、年度和原因 | Cells with a note by division, year and reason
CREATE TABLE note_totals (
    region_code TEXT REFERENCES regions(code), -- 区划代码，不详为空 | division code, NULL where not known
    year INTEGER, -- 报告年度，不详为空 | report year, NULL where not known
    status TEXT NOT NULL, -- 状态，同 cell_notes | status, as in cell_notes
    note TEXT NOT NULL REFERENCES form_notes(code), -- 说明代码 | what the status rests on
    cells INTEGER NOT NULL, -- 格数 | cells
    reports INTEGER NOT NULL -- 报告份数 | reports
);

-- 核对规则 | Rules that reports are checked against
CREATE TABLE checks (
    id TEXT PRIMARY KEY, -- 规则代号 | rule
    title_zh TEXT NOT NULL, -- 名称 | title in Chinese
    title_en TEXT NOT NULL, -- 英文名称 | title in English
    formula TEXT NOT NULL, -- 算式 | formula over the columns of this database
    severity TEXT NOT NULL CHECK (severity IN ('error', 'warning', 'note')), -- error 错误，warning 警示，note 提示 | error, warning or note
    basis TEXT NOT NULL, -- 依据 | where the rule comes from
    version INTEGER NOT NULL, -- 版次，含义变更时递增 | version; a change of meaning is a new version
    meaning_zh TEXT NOT NULL, -- 对读者：用这个数会弄错什么 | for readers: what one gets wrong by using the figure
    meaning_en TEXT NOT NULL, -- 对读者，英文 | the same in English
    correction_zh TEXT NOT NULL, -- 对公布者：该核对什么 | for publishers: what to look at
    correction_en TEXT NOT NULL, -- 对公布者，英文 | the same in English
    example_zh TEXT NOT NULL, -- 一例不符，也是规则的测试 | an example that fails, which is also a test of the rule
    example_en TEXT NOT NULL -- 一例不符，英文 | the same in English
) WITHOUT ROWID;

-- 疑点：对不上的地方，以及值得知道的提示 | Findings: contradictions, and notes on what is worth knowing
CREATE TABLE findings (
    id INTEGER PRIMARY KEY, -- 编号 | number in this build
    report_id INTEGER NOT NULL REFERENCES reports(id), -- 报告 | report
    check_id TEXT NOT NULL REFERENCES checks(id), -- 规则 | rule that fails
    table_name TEXT NOT NULL, -- 数据表；opening 第一部分的文字，closing 第六部分的文字，report 整份报告 | table that it fails in; opening, closing: words of section 1 or 6; report: the report as a whole
    location TEXT NOT NULL, -- 行、列或组的代码，文字为其位置 | code of the row, column or block; of words, their place
    expected NUMERIC, -- 按算式应得的数 | what the formula gives
    actual NUMERIC, -- 报告所载的数 | what the report says
    cells TEXT NOT NULL, -- 涉及的格，JSON 数组 | cells involved, a JSON list
    suspects TEXT NOT NULL, -- 最可疑的格，JSON 数组 | cells that the arithmetic points to, a JSON list
    message_zh TEXT NOT NULL, -- 说明 | message in Chinese
    message_en TEXT NOT NULL, -- 英文说明 | message in English
    start INTEGER, -- 所据的句子在全文中的起点，不据文字为空 | first character of the sentence that it rests on in documents.text, from 0; NULL where it rests on no words
    length INTEGER -- 句子的字符数 | number of characters of that sentence
);

-- 每份报告按规则核对的项数，一份报告一条规则一行 | Checks of each report by rule: one row a report and rule that applies to it
CREATE TABLE check_results (
    report_id INTEGER NOT NULL REFERENCES reports(id), -- 报告 | report
    check_id TEXT NOT NULL REFERENCES checks(id), -- 规则 | rule
    passed INTEGER NOT NULL, -- 相符的项数 | checks passed
    failed INTEGER NOT NULL, -- 不符的项数 | checks failed
    not_assessable INTEGER NOT NULL, -- 缺数或没有说到而无法核对的项数 | checks left undecided: a figure is missing, or nothing is said
    PRIMARY KEY (report_id, check_id)
) WITHOUT ROWID;

-- 文字部分与较早的另一份报告大半相同的报告 | Reports whose prose repeats an earlier report
CREATE TABLE copied_texts (
    report_id INTEGER PRIMARY KEY REFERENCES reports(id), -- 报告 | report
    source_id INTEGER NOT NULL REFERENCES reports(id), -- 较早的那份 | the earlier report
    share REAL NOT NULL, -- 相同文字所占的比例，0至1，标题、数字和通用的套话不计 | share of its prose that is the same, 0 to 1; headings, numbers and standard phrases are not counted
    source_first INTEGER -- 已知 source_id 公布在先为1，不详为空 | 1 where the other is known to have been published first, NULL where that is not known
);

-- 两份报告逐字相同的段落 | The passages that the two have in common, word for word
CREATE TABLE copied_passages (
    report_id INTEGER NOT NULL REFERENCES copied_texts(report_id), -- 报告 | report
    start INTEGER NOT NULL, -- 在其全文中的起点，从0起 | first character in its documents.text, from 0
    length INTEGER NOT NULL, -- 字符数 | number of characters
    source_start INTEGER NOT NULL, -- 在 source_id 全文中的起点 | first character in the other's documents.text
    source_length INTEGER NOT NULL, -- 那里的字符数 | number of characters there
    PRIMARY KEY (report_id, start)
) WITHOUT ROWID;

-- 汇总全地区的报告所加总的机关和地区 | What the report of a whole area adds up, as far as it is known
CREATE TABLE area_parts (
    report_id INTEGER NOT NULL REFERENCES reports(id), -- 汇总全地区的报告 | report of the area
    agency_id INTEGER REFERENCES agencies(id), -- 所属机关；所属地区为空 | body of the area, NULL for a division
    region_code TEXT REFERENCES regions(code), -- 所属地区；机关为空 | division below the area, NULL for a body
    part_id INTEGER REFERENCES reports(id) -- 其当年的报告；缺或未载明统计范围为空 | its report of the year, NULL where there is none or it does not say its scope
);

-- 数字在全文中的位置 | Where the figures of a report stand in its text
CREATE TABLE provenance (
    report_id INTEGER PRIMARY KEY REFERENCES reports(id), -- 报告 | report
    spans BLOB NOT NULL, -- 位置，压缩编码 | places of the figures, packed; docs/provenance.md tells how
    places BLOB -- 页码和页上的位置，压缩编码，原件不分页为空 | their pages and places on the page, packed; NULL where the source has no pages
);

-- 每个输入文件的结果 | The fate of each input
CREATE TABLE load_log (
    id INTEGER PRIMARY KEY, -- 编号 | number in this build
    name TEXT NOT NULL, -- 文件名 | name of the input
    document_id TEXT, -- 文件的 SHA-256，读不到为空 | SHA-256 of the input, NULL where it could not be read
    outcome TEXT NOT NULL CHECK (outcome IN ('loaded', 'duplicate', 'superseded', 'not_a_report', 'quarantined')), -- 结果 | outcome
    stage TEXT NOT NULL, -- 到哪一步 | stage it reached: input, read, match, identity, check or load
    message_zh TEXT NOT NULL, -- 说明 | reason in Chinese
    message TEXT NOT NULL, -- 英文说明 | reason in English
    url TEXT -- 清单所载网址，不详为空 | address it came from by the manifest, NULL where not known
);

-- 合计：按机关所在区划、年度和统计范围，不含下级区划 | Totals by division of the body, year and scope; a division's own bodies only
CREATE TABLE region_totals (
    region_code TEXT REFERENCES regions(code), -- 区划代码，不详为空 | division code, NULL where not known
    year INTEGER, -- 报告年度，不详为空 | report year, NULL where not known
    scope TEXT, -- own 只计本机关，area 汇总全地区，不详为空；两者不可相加 | own, area, or NULL where not known; never to be added to each other
    reports INTEGER NOT NULL, -- 报告份数 | reports
    complete INTEGER NOT NULL, -- 三表齐全且全部读出的份数 | reports with all three tables, every figure read
    partial INTEGER NOT NULL, -- 有缺漏的份数 | reports in which something is missing
    narrative INTEGER NOT NULL, -- 没有表的份数 | reports without tables
    checks_passed INTEGER NOT NULL, -- 核对通过的项数 | checks passed
    checks_failed INTEGER NOT NULL, -- 核对不符的项数 | checks failed
    checks_not_assessable INTEGER NOT NULL, -- 缺数而无法核对的项数 | checks left undecided
    reports_failed INTEGER NOT NULL, -- 有不符之处的份数 | reports with one failed check or more
    received INTEGER, -- 新收申请，只加载有该数的报告 | requests newly received, over the reports that give the figure; unit: requests
    received_reports INTEGER NOT NULL, -- 载有新收申请的份数 | reports that give it
    handled INTEGER, -- 办结申请，只加载有下列三数的报告 | outcomes in total as printed, over reports that give it with the next two; unit: requests
    handled_granted INTEGER, -- 其中全部公开 | of these, granted; unit: requests
    handled_partly INTEGER, -- 其中公开一部分 | of these, partly granted; unit: requests
    handled_reports INTEGER NOT NULL, -- 三数齐全的份数 | reports that give the three
    granted INTEGER, -- 以下六项只加各种结果都读出的报告：全部公开 | granted; this and the next five over reports in which every outcome was read; unit: requests
    partly_granted INTEGER, -- 公开一部分 | partly granted; unit: requests
    denied INTEGER, -- 拒绝公开 | refused; unit: requests
    unavailable INTEGER, -- 没有可提供的 | could not be provided; unit: requests
    unprocessed INTEGER, -- 不作处理的 | not processed; unit: requests
    otherwise INTEGER, -- 以其他方式了结 | handled otherwise; unit: requests
    outcome_reports INTEGER NOT NULL -- 各种结果都读出的份数 | reports in which every outcome was read
);

-- 每条规则的核对项数，按区划和年度 | Checks of each rule by division and year
CREATE TABLE check_totals (
    check_id TEXT NOT NULL REFERENCES checks(id), -- 规则 | rule
    region_code TEXT REFERENCES regions(code), -- 区划代码，不详为空 | division code, NULL where not known
    year INTEGER, -- 报告年度，不详为空 | report year, NULL where not known
    passed INTEGER NOT NULL, -- 相符的项数 | checks passed
    failed INTEGER NOT NULL, -- 不符的项数 | checks failed
    not_assessable INTEGER NOT NULL, -- 缺数而无法核对的项数 | checks left undecided
    reports_failed INTEGER NOT NULL -- 有不符之处的报告份数 | reports with one failed check or more
);

-- 同类机关同一年度的范围 | The range of a figure among bodies of one kind in one year
CREATE TABLE peer_ranges (
    kind TEXT NOT NULL, -- 机关类别 | kind of body
    year INTEGER NOT NULL, -- 报告年度 | report year
    area INTEGER NOT NULL, -- 汇总全地区的报告为1，其余为0 | 1 for reports of a whole area, else 0
    measure TEXT NOT NULL, -- received 新收申请、granted_share 公开比例、denied_share 拒绝比例、reviews 复议诉讼 | received: requests newly received; granted_share, denied_share: percent of those handled, where 10 or more were; reviews: reconsiderations and suits
    reports INTEGER NOT NULL, -- 载有该数的报告份数 | reports that give the figure
    low REAL NOT NULL, -- 最小值 | smallest
    median REAL NOT NULL, -- 中位数 | median
    high REAL NOT NULL, -- 最大值 | largest
    PRIMARY KEY (kind, year, area, measure)
) WITHOUT ROWID;

-- 字典：这个数据库的表和列 | Dictionary: the tables and columns of this database
CREATE TABLE dictionary (
    table_name TEXT NOT NULL, -- 表或视图 | table or view
    column_name TEXT NOT NULL, -- 列，说的是整张表时为空串 | column, empty where the whole table is meant
    meaning_zh TEXT NOT NULL, -- 含义 | meaning in Chinese
    meaning_en TEXT NOT NULL, -- 英文含义 | meaning in English
    PRIMARY KEY (table_name, column_name)
) WITHOUT ROWID;
