package roster

// Kind names a sheet of the roster.
type Kind string

// The kinds, in the order in which one refers to another.
const (
	Companies Kind = "companies"
	Units     Kind = "units"
	Posts     Kind = "posts"
	People    Kind = "people"
	Holdings  Kind = "holdings"
	Customers Kind = "customers"
	Varieties Kind = "varieties"
	Days      Kind = "days"
)

// CompanyKind is the business a company is in.
type CompanyKind string

// The kinds of company that the regulations speak of.
const (
	HeadOffice   CompanyKind = "head_office"
	Mill         CompanyKind = "mill"
	TestStation  CompanyKind = "laboratory"
	Dealership   CompanyKind = "dealership"
	SalesOffice  CompanyKind = "estate"
	PropertyCare CompanyKind = "property"
	OtherCompany CompanyKind = "other"
)

// Function is what a unit does, so that a procedure finds its gate or its
// finance department in any company.
type Function string

// The functions of a unit.
const (
	Office     Function = "office" // of the general manager
	Marketing  Function = "marketing"
	Production Function = "production"
	Workshop   Function = "workshop"
	Warehouse  Function = "warehouse"
	Finance    Function = "finance"
	Gate       Function = "gate"
	HR         Function = "hr"
	Sales      Function = "sales"
	Service    Function = "service"
	Quality    Function = "quality"
	Laboratory Function = "laboratory"
	Property   Function = "property"
	Other      Function = "other"
)

// Rank is the standing of a post within its company or unit.
type Rank string

// The ranks of a post.
const (
	GM         Rank = "gm"
	DeputyGM   Rank = "deputy_gm"
	Head       Rank = "head"
	DeputyHead Rank = "deputy_head"
	Staff      Rank = "staff"
)

// Category is the standing of a customer (customer-file.categories).
type Category string

// The categories of a customer.
const (
	Target    Category = "target"
	General   Category = "general"
	Key       Category = "key"
	Potential Category = "potential"
)

// A label is a word of a closed list: its code and what people call it.
type label struct{ code, zh, en string }

// in is the label in a language, or its code when lang is "".
func (l label) in(lang string) string {
	if lang == "" {
		return l.code
	}
	return pick(lang, l.zh, l.en)
}

var companyKinds = []label{
	{"head_office", "集团总部", "Head office"}, {"mill", "纺织厂", "Textile mill"},
	{"laboratory", "检测站", "Testing station"}, {"dealership", "汽车销售", "Car dealership"},
	{"estate", "房产销售", "Property sales"}, {"property", "物业管理", "Property management"},
	{"other", "其他", "Other"},
}

var functions = []label{
	{"office", "总经理办公室", "General manager's office"}, {"marketing", "市场营销", "Marketing"},
	{"production", "生产", "Production"}, {"workshop", "车间", "Workshop"},
	{"warehouse", "仓库", "Warehouse"}, {"finance", "财务", "Finance"},
	{"gate", "门卫", "Gate"}, {"hr", "人力资源", "Human resources"},
	{"sales", "销售", "Sales"}, {"service", "服务", "Service"},
	{"quality", "质量", "Quality"}, {"laboratory", "检测", "Laboratory"},
	{"property", "物业", "Property"}, {"other", "其他", "Other"},
}

var ranks = []label{
	{"gm", "总经理", "General manager"}, {"deputy_gm", "副总经理", "Deputy general manager"},
	{"head", "部门负责人", "Head"}, {"deputy_head", "部门副职", "Deputy head"},
	{"staff", "员工", "Staff"},
}

var categories = []label{
	{"target", "目标客户", "Target"}, {"general", "一般客户", "General"},
	{"key", "重点客户", "Key"}, {"potential", "潜在客户", "Potential"},
}

var dayKinds = []label{{"holiday", "放假", "Holiday"}, {"workday", "补班", "Make-up workday"}}

var yesNo = []label{{"yes", "是", "Yes"}, {"no", "否", "No"}}
