-- 每份报告一行，附机关、地区、年度和主要数字 | One wide row a report, with agency, region, year and the headline figures
CREATE VIEW report_summary AS
SELECT
    reports.id AS report_id, -- 报告 | report
    reports.slug AS slug, -- 永久网址用的代号 | permanent name in addresses
    agencies.name AS agency, -- 机关名称，不详为空 | name of the agency, NULL where not known
    agencies.region_code AS region_code, -- 区划代码，不详为空 | division code, NULL where not known
    regions.name AS region, -- 区划名称，不详为空 | name of the division, NULL where not known
    reports.year AS year, -- 报告年度，不详为空 | year reported on, NULL where not known
    reports.title AS title, -- 标题 | title as printed
    reports.scope AS scope, -- own 只计本机关，area 汇总全地区，不详为空 | own, area, or NULL where not known
    reports.origin AS origin, -- doubtful 来路可疑，否则为空 | doubtful, otherwise NULL
    reports.status AS status, -- complete 齐全，partial 有缺，narrative 无表 | complete, partial or narrative
    reports.proactive_edition AS proactive_edition, -- 第二部分的表样版本 | edition of the table in section 2
    reports.requests_edition AS requests_edition, -- 第三部分的表样版本 | edition of the table in section 3
    reports.published_on AS published_on, -- 发布日期，不详为空 | date of publication, NULL where not known
    reports.checks_passed AS checks_passed, -- 核对通过的项数 | checks passed
    reports.checks_failed AS checks_failed, -- 核对不符的项数 | checks failed
    reports.checks_not_assessable AS checks_not_assessable, -- 无法核对的项数 | checks left undecided
    reports.checks_noted AS checks_noted, -- 提示的处数 | notes
    request_totals.new AS requests_new, -- 新收申请 | requests newly received; unit: requests
    request_totals.carried_over AS requests_carried_over, -- 上年转来 | carried over from last year; unit: requests
    request_totals.granted AS requests_granted, -- 全部公开 | granted; unit: requests
    request_totals.partly_granted AS requests_partly_granted, -- 公开一部分 | partly granted; unit: requests
    request_totals.denied AS requests_denied, -- 拒绝公开，缺一项即为空 | refused, NULL when one of the reasons is; unit: requests
    request_totals.total AS requests_total, -- 办结 | outcomes in total, as printed; unit: requests
    request_totals.carried_forward AS requests_carried_forward, -- 转到下年 | carried forward to next year; unit: requests
    reviews.reconsideration_total AS reconsideration_total, -- 复议 | reconsiderations, as printed; unit: cases
    reviews.reconsideration_corrected AS reconsideration_corrected, -- 复议被纠正 | reconsiderations that corrected the body; unit: cases
    reviews.litigation_direct_total AS litigation_direct_total, -- 直接诉讼 | suits without reconsideration, as printed; unit: cases
    reviews.litigation_direct_corrected AS litigation_direct_corrected, -- 直接诉讼被纠正 | of these, corrected; unit: cases
    reviews.litigation_after_reconsideration_total AS litigation_after_reconsideration_total, -- 复议后诉讼 | suits after reconsideration, as printed; unit: cases
    reviews.litigation_after_reconsideration_corrected AS litigation_after_reconsideration_corrected -- 复议后诉讼被纠正 | of these, corrected; unit: cases
FROM reports
LEFT JOIN agencies ON agencies.id = reports.agency_id
LEFT JOIN regions ON regions.code = agencies.region_code
LEFT JOIN reviews ON reviews.report_id = reports.id
LEFT JOIN request_totals ON request_totals.report_id = reports.id;

-- 第三部分逐格展开：报告、行、申请人、数字 | Section 3 cell by cell: report, row, applicant, value
CREATE VIEW requests_tidy AS
SELECT
    requests.report_id AS report_id, -- 报告 | report
    form_request_rows.code AS row_code, -- 行代码 | code of the row
    applicants.column_name AS applicant, -- 申请人类别 | kind of applicant: a column of requests
    CASE applicants.column_name
        WHEN 'natural_person' THEN requests.natural_person
        WHEN 'business' THEN requests.business
        WHEN 'research' THEN requests.research
        WHEN 'public_interest' THEN requests.public_interest
        WHEN 'legal_service' THEN requests.legal_service
        WHEN 'other' THEN requests.other
        WHEN 'total' THEN requests.total
    END AS value -- 件数，没有读出为空 | number of requests, NULL where not read; unit: requests
FROM requests
JOIN form_request_rows ON form_request_rows.id = requests.row_id
JOIN form_figures AS applicants
    ON applicants.table_name = 'requests' AND applicants.row_code = form_request_rows.code;

-- 每处不符一行，附报告、机关、地区和年度 | One row a contradiction, with report, agency, region and year
CREATE VIEW finding_summary AS
SELECT
    findings.id AS finding_id, -- 编号 | number in this build
    findings.check_id AS check_id, -- 规则 | rule that fails
    checks.severity AS severity, -- error 错误，warning 警示，note 提示 | error, warning or note
    reports.slug AS slug, -- 报告的永久代号 | permanent name of the report in addresses
    agencies.name AS agency, -- 机关名称，不详为空 | name of the agency, NULL where not known
    agencies.region_code AS region_code, -- 区划代码，不详为空 | division code, NULL where not known
    reports.year AS year, -- 报告年度，不详为空 | year reported on, NULL where not known
    findings.table_name AS table_name, -- 数据表 | table that it fails in
    findings.location AS location, -- 行、列或组的代码 | code of the row, column or block
    findings.expected AS expected, -- 按算式应得的数 | what the formula gives
    findings.actual AS actual, -- 报告所载的数 | what the report says
    findings.message_zh AS message_zh, -- 说明 | message in Chinese
    findings.message_en AS message_en -- 英文说明 | message in English
FROM findings
JOIN checks ON checks.id = findings.check_id
JOIN reports ON reports.id = findings.report_id
LEFT JOIN agencies ON agencies.id = reports.agency_id;
