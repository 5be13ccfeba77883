package roster_test

import (
	"bytes"
	"errors"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"countersign/models/calendar"
	"countersign/models/roster"
)

func itoa(n int) string { return strconv.Itoa(n) }

func TestARosterComesBackFromAWorkbook(t *testing.T) {
	for _, lang := range []string{"zh-CN", "en"} {
		var file bytes.Buffer
		require.NoError(t, roster.WriteWorkbook(&file, mill(), lang))
		back, errs, err := roster.Read(&file, "roster.xlsx")
		require.NoError(t, err)
		require.Empty(t, errs)
		require.Empty(t, same(mill(), back))
		require.Equal(t, 3, back.People[1].Line, "a row knows where it stood")
		require.Empty(t, roster.Check(back))
	}
}

func TestARosterComesBackFromCSVFiles(t *testing.T) {
	for _, lang := range []string{"", "zh-CN", "en"} {
		var back roster.Roster
		for _, kind := range kinds() {
			var file bytes.Buffer
			require.NoError(t, roster.WriteCSV(&file, mill(), kind, lang))
			part, errs := readCSV(t, "mill-"+string(kind)+"-2026.csv", file.String())
			require.Empty(t, errs)
			back.Companies = append(back.Companies, part.Companies...)
			back.Units = append(back.Units, part.Units...)
			back.Posts = append(back.Posts, part.Posts...)
			back.People = append(back.People, part.People...)
			back.Holdings = append(back.Holdings, part.Holdings...)
			back.Customers = append(back.Customers, part.Customers...)
			back.Varieties = append(back.Varieties, part.Varieties...)
			back.Days = append(back.Days, part.Days...)
		}
		require.Empty(t, same(mill(), back))
	}
}

func TestNothingWrittenToCSVIsAFormula(t *testing.T) {
	for _, name := range []string{"=1+1", "+1", "-1", "@SUM(A1)", "＝1", "'=1", " =1", "\u200b=1", "''@x", "it's"} {
		r := roster.Roster{Customers: []roster.Customer{{Company: "MILL", Code: "C", Name: name, Category: roster.Key}}}
		var file bytes.Buffer
		require.NoError(t, roster.WriteCSV(&file, r, roster.Customers, ""))
		if name != "it's" {
			require.Contains(t, file.String(), "'"+name[:1], name)
		}
		back, errs := readCSV(t, "customers.csv", file.String())
		require.Empty(t, errs)
		require.Equal(t, strings.Trim(name, " \u200b"), back.Customers[0].Name)
	}
}

func TestCSVIsReadAsExcelSavesIt(t *testing.T) {
	want := []roster.Person{{Line: 2, No: "0007", Name: "欧阳靖", Login: "ouyangjing"}}
	gb, err := simplifiedchinese.GB18030.NewEncoder().String("工号,姓名,登录名\r\n0007,欧阳靖,ouyangjing\r\n")
	require.NoError(t, err)
	for name, content := range map[string]string{
		"people.csv":       "no,name,login\n0007,欧阳靖,ouyangjing\n",
		"人员.csv":           "\ufeff工号 *;姓名;登录名\n0007;欧阳靖;ouyangjing\n",
		"人员2026.csv":       gb,
		"staff people.csv": "\ufeff\"工号 (唯一, 必填)\",姓名,登录名\n0007,欧阳靖,ouyangjing\n",
		"x/People-1.CSV":   "Login\tEmployee no.\tName\nouyangjing\t 0007\u3000\t欧阳靖\n",
		"anything.csv":     "kind,no,name,login\npeople,0007,欧阳靖,ouyangjing\n",
	} {
		got, errs := readCSV(t, name, content)
		require.Empty(t, errs, name)
		require.Equal(t, want, got.People, name)
	}
	companies, errs := readCSV(t, "companies.csv", "kind,code,name\nmill,MILL,纺织厂\n")
	require.Empty(t, errs)
	require.Equal(t, roster.Mill, companies.Companies[0].Kind, "a company's own column kind is no mark of the file")
}

func TestAWorkbookKeepsDatesAndPricesAsNumbers(t *testing.T) {
	for since1904, number := range map[bool]float64{false: 46054, true: 46054 - 1462} {
		f := excelize.NewFile()
		require.NoError(t, f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &since1904}))
		require.NoError(t, f.SetSheetName("Sheet1", "任职"))
		require.NoError(t, f.SetSheetRow("任职", "A1", &[]any{"任职日期", "职务", "工号"}))
		require.NoError(t, f.SetSheetRow("任职", "A2", &[]any{number, "M-1", 1001}))
		shown, err := f.NewStyle(&excelize.Style{NumFmt: 14}) // 02-01-26
		require.NoError(t, err)
		require.NoError(t, f.SetCellStyle("任职", "A2", "A2", shown))
		_, err = f.NewSheet("品种")
		require.NoError(t, err)
		require.NoError(t, f.SetSheetRow("品种", "A1", &[]any{"公司", "编码", "名称", "在产", "单价"}))
		require.NoError(t, f.SetSheetRow("品种", "A2", &[]any{"MILL", "V-1", "JC 60S", true, 23.800000000000001}))
		require.NoError(t, f.SetCellFormula("品种", "C3", `HYPERLINK("http://example.invalid","x")`))
		var file bytes.Buffer
		require.NoError(t, f.Write(&file))
		got, errs, err := roster.Read(&file, "r.xlsx")
		require.NoError(t, err)
		require.Empty(t, errs)
		require.Equal(t, []roster.Holding{{Line: 2, Post: "M-1", Person: "1001", From: calendar.On(2026, 2, 1)}}, got.Holdings)
		require.Equal(t, []roster.Variety{{Line: 2, Company: "MILL", Code: "V-1", Name: "JC 60S", InProduction: true, PricePerKg: 2380}}, got.Varieties)
	}
}

func TestBadCellsAreReportedAndTheOthersRead(t *testing.T) {
	r, errs := readCSV(t, "varieties.csv", `公司,编码,名称,在产,单价（元/公斤）,备注
MILL,V-1,JC 60S,是,41.50,
MILL,V-2,,是,41.50,
MILL,V-3,JC 80S,也许,41.50,
MILL,V-4,JC 80S,否,贵,
MILL,V-5,JC 80S,否,41.505,
MILL,V-6,JC 80S,否,-1,
MILL,V-7,"JC
80S",否,1,
MILL,V-8,`+strings.Repeat("纱", 201)+`,否,1,
MILL,V-9,JC 80S,
,,,,,
MILL,V-10,JC 100S,no,"1,041.5",
`)
	require.Equal(t, []string{
		"varieties:1:备注:unknown_column",
		"varieties:3:name:required",
		"varieties:4:in_production:not_yes_no",
		"varieties:5:price:not_money",
		"varieties:6:price:not_money",
		"varieties:7:price:not_money",
		"varieties:8:name:control",
		"varieties:10:name:too_long",
		"varieties:11:in_production:required",
		"varieties:11:price:required",
	}, codes(errs))
	require.Len(t, r.Varieties, 10, "a row is read without its bad cells")
	require.EqualValues(t, 104150, r.Varieties[9].PricePerKg)
	require.Equal(t, "「品种」表第 5 行「单价（元/公斤）」列：“贵”不是金额；请填写不小于 0、最多两位小数的数字，如 23.80", errs[3].Text("zh-CN"))
	require.Equal(t, "Sheet “Varieties”, row 3, column “Name”: must not be empty; fill it in", errs[1].Text("en"))
}

func TestBadDatesAndForeignRowsAreReported(t *testing.T) {
	_, errs := readCSV(t, "holdings.csv", "post,person,from,until,until\nM-1,1,2026-02-30,,\nM-1,1,46054,,\nM-1,1,2026/2/3,2026年3月1日,\nM-1,1,0026-01-01,,\n")
	require.Equal(t, []string{"holdings:1:until:duplicate_column", "holdings:2:from:not_a_date", "holdings:3:from:not_a_date", "holdings:5:from:not_a_date"}, codes(errs))

	r, errs := readCSV(t, "x.csv", "kind,company,code,name,category\ncustomers,MILL,C-1,甲,重点客户\nvarieties,MILL,V-1,乙,\n客户,MILL,C-2,丙,key\n")
	require.Equal(t, []string{"customers:3::other_kind"}, codes(errs))
	require.Len(t, r.Customers, 2)
	require.Contains(t, errs[0].Text("zh"), "“varieties”与第一行的种类不同")

	r, errs = readCSV(t, "customers.csv", "company,name\nMILL,甲\n")
	require.Equal(t, []string{"customers:1:code:missing_column", "customers:1:category:missing_column"}, codes(errs))
	require.Empty(t, r.Customers)
}

func TestAnUnknownSheetIsReportedUnlessEmpty(t *testing.T) {
	f := excelize.NewFile()
	require.NoError(t, f.SetSheetName("Sheet1", "People"))
	require.NoError(t, f.SetSheetRow("People", "A1", &[]any{"Employee no.", "Name"}))
	for _, name := range []string{"empty", "people of old"} {
		_, err := f.NewSheet(name)
		require.NoError(t, err)
	}
	require.NoError(t, f.SetCellStr("people of old", "B7", "x"))
	var file bytes.Buffer
	require.NoError(t, f.Write(&file))
	_, errs, err := roster.Read(&file, "r.xlsx")
	require.NoError(t, err)
	require.Equal(t, []string{"people of old:0::unknown_sheet"}, codes(errs))
	require.Equal(t, "「people of old」表：没有这种表，未读取；请对照模板修改表名，或删除该表", errs[0].Text("zh-CN"))
}

func TestAFileThatCannotBeReadSaysWhatToDo(t *testing.T) {
	many := "no,name\n" + strings.Repeat("1,x\n", roster.MaxRows+1)
	for code, f := range map[string]struct{ name, content string }{
		"not_a_roster":  {"people.xls", "x"},
		"unreadable":    {"people.xlsx", "PK\x03\x04 not a workbook"},
		"unknown_kind":  {"list.csv", "a,b\n1,2\n"},
		"unknown_text":  {"people.csv", "no,name\n1,\xff\xff\xff\n"},
		"too_many_rows": {"people.csv", many},
		"too_large":     {"people.csv", strings.Repeat("x", 32<<20+1)},
	} {
		_, _, err := roster.Read(strings.NewReader(f.content), f.name)
		var got *roster.FileError
		require.True(t, errors.As(err, &got), "%s: %v", code, err)
		require.Equal(t, code, got.Code)
		require.NotContains(t, got.Text("zh-CN")+got.Text("en"), "%!")
		require.Contains(t, got.Text("zh-CN"), "请")
	}
	var none bytes.Buffer
	require.NoError(t, excelize.NewFile().Write(&none))
	_, _, err := roster.Read(&none, "r.xlsx")
	require.ErrorContains(t, err, "begin with the template")
}

func TestTheTemplateIsEmptyAndTakesRows(t *testing.T) {
	for lang, sheet := range map[string]string{"zh-CN": "部门", "en": "Units"} {
		content, err := roster.Template(lang)
		require.NoError(t, err)
		empty, errs, err := roster.Read(bytes.NewReader(content), "template.xlsx")
		require.NoError(t, err)
		require.Empty(t, errs)
		require.Empty(t, same(roster.Roster{}, empty))

		f, err := excelize.OpenReader(bytes.NewReader(content))
		require.NoError(t, err)
		require.Len(t, f.GetSheetList(), 8)
		notes, err := f.GetComments(sheet)
		require.NoError(t, err)
		require.Len(t, notes, 8, "every heading says what goes there")
		lists, err := f.GetDataValidations(sheet)
		require.NoError(t, err)
		require.Len(t, lists, 1)
		choice := strings.Split(strings.Trim(lists[0].Formula1, `"`), ",")[1]
		require.NoError(t, f.SetSheetRow(sheet, "A2", &[]any{"MILL", "MKT", "市场营销部", "", "", choice}))
		var file bytes.Buffer
		require.NoError(t, f.Write(&file))
		got, errs, err := roster.Read(&file, "r.xlsx")
		require.NoError(t, err)
		require.Empty(t, errs)
		require.Equal(t, roster.Marketing, got.Units[0].Function)
	}
}

func FuzzReadCSV(f *testing.F) {
	f.Add("people.csv", []byte("no,name\n1,x\n"))
	f.Add("x.csv", []byte("kind,no\n'people,=1\n"))
	f.Fuzz(func(t *testing.T, name string, content []byte) {
		r, errs, err := roster.Read(bytes.NewReader(content), name+".csv")
		if err != nil {
			require.Empty(t, same(roster.Roster{}, r))
		}
		for _, e := range append(errs, roster.Check(r)...) {
			require.NotEqual(t, e.Code, e.Text("zh-CN"), "every code has its message")
		}
		require.Empty(t, roster.Diff(r, r))
	})
}
