package roster

// messages are the texts of RowError and FileError by code, Chinese then English.
var messages = map[string][2]string{
	"required":         {"不能为空；请填写", "must not be empty; fill it in"},
	"too_long":         {"内容超过 200 个字符；请缩短", "has more than 200 characters; shorten it"},
	"control":          {"含有换行或不可见字符；请删除后重新填写", "contains a line break or an invisible character; delete it and type the text again"},
	"not_a_date":       {"“%s”不是日期；请按 2026-01-31 的格式填写", "“%s” is not a date; write it as 2026-01-31"},
	"not_yes_no":       {"“%s”不是“是”或“否”；请填写其中之一", "“%s” is neither yes nor no; write one of them"},
	"not_money":        {"“%s”不是金额；请填写不小于 0、最多两位小数的数字，如 23.80", "“%s” is not an amount; write a number of at least 0 with at most two decimals, such as 23.80"},
	"no_price":         {"单价必须大于 0：样品按正常售价收费；请填写", "the price must be above 0: samples are charged at the normal price; fill it in"},
	"unknown_choice":   {"没有“%s”这一项；请填写其中之一：%s", "there is no “%s”; write one of: %s"},
	"bad_login":        {"登录名“%s”只能以小写字母开头，由小写字母、数字、点、横线和下划线组成，最多 64 个字符；请修改", "the login “%s” must begin with a lower-case letter and have only lower-case letters, digits, dots, hyphens and underscores, at most 64; change it"},
	"unknown_column":   {"没有这一列；请对照模板修改表头，或删除该列", "there is no such column; correct the heading after the template or delete the column"},
	"duplicate_column": {"此列出现了两次；请只保留一列", "this column occurs twice; keep one of them"},
	"missing_column":   {"缺少此列，本表未读取；请对照模板补上", "this column is missing and the sheet was not read; add it as in the template"},
	"unknown_sheet":    {"没有这种表，未读取；请对照模板修改表名，或删除该表", "there is no such sheet and it was not read; correct its name after the template or delete it"},
	"other_kind":       {"“%s”与第一行的种类不同，本行未读取；一个 CSV 文件只放一种数据，请另存为一个文件", "“%s” is another kind than the first row's and was not read; a CSV file holds one kind, put this row in a file of its own"},

	"no_such":         {"没有编码为 %s 的记录；请先在「%s」表中添加，或改正编码", "there is no row with the code %s; add it on the sheet “%s” first, or correct the code"},
	"no_such_unit":    {"公司 %s 没有编码为 %s 的部门；请先在「部门」表中添加，或改正编码", "company %s has no unit with the code %s; add it on the sheet “Units” first, or correct the code"},
	"no_such_post":    {"没有编码为 %s 的职务；请先在「职务」表中添加，或改正编码", "there is no post with the code %s; add it on the sheet “Posts” first, or correct the code"},
	"no_such_person":  {"没有工号为 %s 的人员；请先在「人员」表中添加，或改正工号", "there is no person with the employee number %s; add the person on the sheet “People” first, or correct the number"},
	"duplicate":       {"%s 与第 %d 行重复；请删除其中一行，或改正编码", "%s is already in row %d; delete one of the rows, or correct the code"},
	"duplicate_login": {"登录名 %s 已用于第 %d 行；请换一个登录名", "the login %s is already used in row %d; choose another"},
	"cycle":           {"上级关系形成循环：%s；请改正其中一个上级", "the superiors form a circle: %s; correct one of them"},
	"ends_before":     {"卸任日期 %[2]s 不晚于任职日期 %[1]s；请改正其中一个日期", "the post ends on %[2]s, not after it begins on %[1]s; correct one of the dates"},
	"overlap":         {"%s 任职务 %s 的期间与第 %d 行重叠；请改正日期，使前一段先卸任", "%s holds the post %s over the same days as in row %d; correct the dates so that one ends before the other begins"},

	"not_a_roster":  {"“%s”既不是 .xlsx 也不是 .csv 文件；请用 Excel 另存为其中一种", "“%s” is neither an .xlsx nor a .csv file; save it from Excel as one of them"},
	"unreadable":    {"文件“%s”无法打开，可能已损坏或设有密码；请用 Excel 打开并另存为不带密码的 .xlsx", "the file “%s” cannot be opened, it may be damaged or have a password; open it in Excel and save it as .xlsx without a password"},
	"too_large":     {"文件超过 %d MB；请拆分为几个文件", "the file has more than %d MB; split it into several"},
	"too_many_rows": {"一张表超过 %d 行；请拆分为几个文件", "a sheet has more than %d rows; split it into several files"},
	"unknown_kind":  {"看不出文件“%s”是哪一种数据；请以种类命名（如 人员.csv），或在第一列 kind 中写明", "the file “%s” does not say which kind it holds; name it after the kind (such as people.csv), or say so in a first column kind"},
	"unknown_text":  {"文件“%s”的文字编码无法识别；请另存为“CSV UTF-8”", "the text encoding of the file “%s” is not known; save it as “CSV UTF-8”"},
	"no_sheet":      {"文件“%s”里没有可读取的表；请从模板开始填写", "the file “%s” has no sheet that can be read; begin with the template"},
}
