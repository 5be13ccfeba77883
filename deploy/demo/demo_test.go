package demo_test

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"countersign/deploy/demo"
	"countersign/models/roster"
)

func group(t *testing.T) roster.Roster {
	t.Helper()
	r, err := demo.Roster()
	require.NoError(t, err)
	return r
}

func TestTheDemoGroupIsSound(t *testing.T) {
	for _, e := range roster.Check(group(t)) {
		t.Error(e.Text("zh-CN"))
	}
}

func TestTheDemoGroupHasItsSize(t *testing.T) {
	r := group(t)
	require.Equal(t, []int{6, 35, 102, 126, 129, 61, 25}, []int{
		len(r.Companies), len(r.Units), len(r.Posts), len(r.People), len(r.Holdings), len(r.Customers), len(r.Varieties),
	})
	idle := 0
	for _, v := range r.Varieties {
		require.Positive(t, v.PricePerKg)
		if !v.InProduction {
			idle++
		}
	}
	require.Equal(t, 6, idle, "varieties drawn from the warehouse")
	require.Len(t, r.Of("MILL").Customers, 40)
}

// story are the people of the README and the post each of them holds.
var story = map[string]string{
	"林晓雯 linxiaowen": "MILL-MKT-CLERK staff marketing", "周建国 zhoujianguo": "MILL-MKT-HEAD head marketing",
	"何敏 hemin": "MILL-MKT-DEPUTY deputy_head marketing", "陈立 chenli": "MILL-GM gm office",
	"罗嘉 luojia": "MILL-DGM deputy_gm office", "孙志强 sunzhiqiang": "MILL-PROD-HEAD head production",
	"吴倩 wuqian": "MILL-PROD-STAT staff production", "马永福 mayongfu": "MILL-SHOP-KEEPER staff workshop",
	"赵铁柱 zhaotiezhu": "MILL-GATE-GUARD staff gate", "钱大勇 qiandayong": "MILL-GATE-GUARD staff gate",
	"冯玉兰 fengyulan": "MILL-WH-KEEPER staff warehouse", "郑洁 zhengjie": "MILL-FIN-ACCOUNTANT staff finance",
	"王芳 wangfang": "MILL-FIN-HEAD head finance", "徐静 xujing": "MILL-HR-HEAD head hr",
	"高远 gaoyuan": "HQ-GM gm office", "唐宇 tangyu": "HQ-IT-ADMIN staff other",
}

func TestThePeopleOfTheStoryHoldTheirPosts(t *testing.T) {
	r := group(t)
	people, posts, functions := map[string]roster.Person{}, map[string]roster.Post{}, map[string]roster.Function{}
	for _, p := range r.People {
		people[p.No] = p
	}
	for _, p := range r.Posts {
		posts[p.Code] = p
	}
	for _, u := range r.Units {
		functions[u.Company+u.Code] = u.Function
	}
	held := map[string]string{}
	for _, h := range r.Holdings {
		if p, post := people[h.Person], posts[h.Post]; h.Until.IsZero() {
			held[p.Name+" "+p.Login] = strings.Join([]string{post.Code, string(post.Rank), string(functions[post.Company+post.Unit])}, " ")
		}
	}
	for who, what := range story {
		require.Equal(t, what, held[who], who)
	}
}

func TestEveryUnitHasAHeadUnderItsGeneralManager(t *testing.T) {
	r := group(t)
	heads, held := map[string]roster.Post{}, map[string]bool{}
	for _, h := range r.Holdings {
		held[h.Post] = held[h.Post] || h.Until.IsZero()
	}
	for _, p := range r.Posts {
		switch p.Rank {
		case roster.Head:
			heads[p.Company+"-"+p.Unit] = p
			require.Equal(t, p.Company+"-GM", p.Superior)
			require.True(t, held[p.Code], p.Code)
		case roster.GM:
			require.True(t, held[p.Code] && held[p.Company+"-DGM"], p.Code)
			require.Equal(t, p.Company != "HQ", p.Superior == "HQ-GM")
		}
	}
	for _, u := range r.Units {
		require.Contains(t, heads, u.Company+"-"+u.Code)
	}
}

func TestAllNamesDifferAndNothingLeadsOut(t *testing.T) {
	r := group(t)
	names, longest, four := map[string]bool{}, 0, 0
	for _, p := range r.People {
		require.False(t, names[p.Name], p.Name)
		names[p.Name] = true
		require.Equal(t, p.Login+"@example.invalid", p.Email)
		require.Regexp(t, regexp.MustCompile(`^100-0000-\d{4}$`), p.Phone)
		require.NotEmpty(t, p.NameEn)
		if utf8.RuneCountInString(p.Name) == 4 {
			four++
		}
	}
	for _, c := range r.Customers {
		longest = max(longest, utf8.RuneCountInString(c.Name))
	}
	require.Equal(t, 1, four, "a name of four characters")
	require.GreaterOrEqual(t, longest, 60, "a customer whose name breaks lines")
}
