package roster_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/models/calendar"
	"countersign/models/roster"
)

func TestCheckFindsNothingInASoundRoster(t *testing.T) {
	require.Empty(t, texts(roster.Check(mill())))
}

func TestCheckNamesEveryFault(t *testing.T) {
	jan := calendar.On(2026, 1, 1)
	for name, fault := range map[string]struct {
		make func(*roster.Roster)
		want []string
	}{
		"a company under one that is not there": {
			func(r *roster.Roster) { r.Companies[1].Parent = "X" }, []string{"companies:3:parent:no_such"},
		},
		"companies above each other": {
			func(r *roster.Roster) { r.Companies[0].Parent = "MILL" }, []string{"companies:2:parent:cycle"},
		},
		"a company code twice": {
			func(r *roster.Roster) { r.Companies = append(r.Companies, r.Companies[1]) }, []string{"companies:4::duplicate"},
		},
		"an unknown kind of company": {
			func(r *roster.Roster) { r.Companies[1].Kind = "bakery" }, []string{"companies:3:kind:unknown_choice"},
		},
		"a unit of a company that is not there": {
			func(r *roster.Roster) {
				r.Units[0].Company = "X"
				r.Units[1].Parent = ""
				r.Posts = nil
				r.Holdings = nil
			},
			[]string{"units:2:company:no_such"},
		},
		"a unit under one of another company": {
			func(r *roster.Roster) { r.Units[1].Company = "HQ" }, []string{"units:3:parent:no_such_unit"},
		},
		"a unit above itself": {
			func(r *roster.Roster) { r.Units[0].Parent = "PROD" }, []string{"units:2:parent:cycle"},
		},
		"an unknown function": {
			func(r *roster.Roster) { r.Units[0].Function = "spinning" }, []string{"units:2:function:unknown_choice"},
		},
		"a post without title": {
			func(r *roster.Roster) { r.Posts[0].Title = "" }, []string{"posts:2:title:required"},
		},
		"a post in a unit and company that are not there": {
			func(r *roster.Roster) { r.Posts[0].Company = "X" }, []string{"posts:2:company:no_such", "posts:2:unit:no_such_unit"},
		},
		"superiors that are not there": {
			func(r *roster.Roster) { r.Posts[1].Superior, r.Posts[1].DeputyOf = "P-031", "P-032" },
			[]string{"posts:3:superior:no_such_post", "posts:3:deputy_of:no_such_post"},
		},
		"superiors of each other": {
			func(r *roster.Roster) { r.Posts[0].Superior = "M-2" }, []string{"posts:2:superior:cycle"},
		},
		"deputies of each other": {
			func(r *roster.Roster) { r.Posts[0].DeputyOf = "M-2" }, []string{"posts:2:deputy_of:cycle"},
		},
		"an unknown rank": {
			func(r *roster.Roster) { r.Posts[0].Rank = "chief" }, []string{"posts:2:rank:unknown_choice"},
		},
		"an employee number twice": {
			func(r *roster.Roster) { r.People = append(r.People, roster.Person{No: "0001", Name: "x"}) }, []string{"people:4::duplicate"},
		},
		"a login twice": {
			func(r *roster.Roster) { r.People[1].Login = "sunzhiqiang" }, []string{"people:3:login:duplicate_login"},
		},
		"a login that cannot be typed": {
			func(r *roster.Roster) { r.People[1].Login = "Ma Yongfu" }, []string{"people:3:login:bad_login"},
		},
		"a holding of nothing by nobody": {
			func(r *roster.Roster) {
				r.Holdings = append(r.Holdings, roster.Holding{Post: "X", Person: "9", From: jan})
			},
			[]string{"holdings:5:post:no_such_post", "holdings:5:person:no_such_person"},
		},
		"a holding that ends as it begins": {
			func(r *roster.Roster) { r.Holdings[0].Until = jan }, []string{"holdings:2:until:ends_before"},
		},
		"a unit and a post that end before they begin": {
			func(r *roster.Roster) {
				r.Units[1].From, r.Units[1].Until = jan, jan
				r.Posts[1].From, r.Posts[1].Until = jan, jan.AddDays(-1)
				r.Holdings = r.Holdings[:1]
			}, []string{"units:3:until:period", "posts:3:until:period"},
		},
		"a holding of a post that is not there yet, and of one that is gone": {
			func(r *roster.Roster) { r.Posts[0].From, r.Posts[1].Until = jan.AddDays(1), jan.AddDays(40) },
			[]string{"holdings:2:from:before_post", "holdings:4:until:after_post"},
		},
		"holdings that overlap": {
			func(r *roster.Roster) { r.Holdings[1].Until = jan.AddDays(32) }, []string{"holdings:4:from:overlap"},
		},
		"a holding within a longer one, and another after it": {
			func(r *roster.Roster) {
				r.Holdings = append(r.Holdings[:1:1],
					roster.Holding{Post: "M-2", Person: "0002", From: jan, Until: jan.AddDays(100)},
					roster.Holding{Post: "M-2", Person: "0002", From: jan.AddDays(5), Until: jan.AddDays(9)},
					roster.Holding{Post: "M-2", Person: "0002", From: jan.AddDays(50), Until: jan.AddDays(60)},
					roster.Holding{Post: "M-2", Person: "0002", From: jan.AddDays(100)})
			},
			[]string{"holdings:4:from:overlap", "holdings:5:from:overlap"},
		},
		"holdings within one that is still open": {
			func(r *roster.Roster) {
				r.Holdings = append(r.Holdings[:1:1],
					roster.Holding{Post: "M-1", Person: "0001", From: jan.AddDays(5), Until: jan.AddDays(9)},
					roster.Holding{Post: "M-1", Person: "0001", From: jan.AddDays(50), Until: jan.AddDays(60)})
			},
			[]string{"holdings:3:from:overlap", "holdings:4:from:overlap"},
		},
		"the same holding twice": {
			func(r *roster.Roster) { r.Holdings = append(r.Holdings, r.Holdings[0]) }, []string{"holdings:5::duplicate"},
		},
		"a customer of nobody, in an unknown category": {
			func(r *roster.Roster) { r.Customers[0].Company, r.Customers[0].Category = "X", "friend" },
			[]string{"customers:2:company:no_such", "customers:2:category:unknown_choice"},
		},
		"a day of nobody, a make-up for no weekend, an unknown kind and a day twice": {
			func(r *roster.Roster) {
				r.Days[0].Company, r.Days[1].Date = "X", calendar.On(2027, 10, 8)
				r.Days = append(r.Days, roster.Day{Company: "MILL", Date: calendar.On(2027, 1, 1), Kind: "feast", Name: "x"}, roster.Day{Company: "MILL", Date: calendar.On(2027, 1, 1), Kind: calendar.Holiday, Name: "元旦"})
			},
			[]string{"days:2:company:no_such", "days:3:kind:no_make_up", "days:4:kind:unknown_choice", "days:5::duplicate"},
		},
		"a variety of nobody": {
			func(r *roster.Roster) { r.Varieties[0].Company = "X" }, []string{"varieties:2:company:no_such"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			r := mill()
			fault.make(&r)
			errs := roster.Check(r)
			require.Equal(t, fault.want, codes(errs))
			for _, e := range errs {
				require.NotContains(t, e.Text("zh-CN")+e.Text("en"), "%!")
				require.Contains(t, e.Text("zh-CN"), "请", "says what to do")
			}
		})
	}
}

func TestAFaultSaysWhereAndWhatToDo(t *testing.T) {
	r := mill()
	r.Posts[1].Line, r.Posts[1].Superior = 12, "P-031"
	r.Units[0].Function = "spinning"
	r.Companies[0].Parent = "MILL"
	require.Equal(t, []string{
		"「公司」表第 2 行「上级公司」列：上级关系形成循环：HQ → MILL → HQ；请改正其中一个上级",
		"「部门」表第 2 行「职能」列：没有“spinning”这一项；请填写其中之一：总经理办公室、市场营销、生产、车间、仓库、财务、门卫、人力资源、销售、服务、质量、检测、物业、其他",
		"「职务」表第 12 行「上级职务」列：没有编码为 P-031 的职务；请先在「职务」表中添加，或改正编码",
	}, texts(roster.Check(r)))
	require.Equal(t, "Sheet “Posts”, row 12, column “Superior”: there is no post with the code P-031; add it on the sheet “Posts” first, or correct the code", roster.Check(r)[2].Text("en"))
}

func TestALongLineOfSuperiorsIsNoCircle(t *testing.T) {
	r := mill()
	above := ""
	for i := range 20_000 {
		code := "P" + strings.Repeat("0", 6-len(itoa(i))) + itoa(i)
		r.Posts = append(r.Posts, roster.Post{Company: "MILL", Unit: "PROD", Code: code, Title: "x", Rank: roster.Staff, Superior: above})
		above = code
	}
	require.Empty(t, codes(roster.Check(r)))
}
