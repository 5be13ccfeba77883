package pages

import (
	"errors"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"countersign/api"
	"countersign/models"
)

func TestAPathToComeBackToNeverLeadsElsewhere(t *testing.T) {
	base, err := url.Parse("https://desk.example.com/login")
	require.NoError(t, err)
	require.Equal(t, "/cases/1/edit?check=1", local("/cases/1/edit?check=1"))
	for _, bad := range []string{"//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "/\t/evil.example", "", "cases"} {
		require.Equal(t, "/", local(bad), bad)
	}
	rapid.Check(t, func(t *rapid.T) {
		to, err := base.Parse(local(rapid.OneOf(rapid.String(), rapid.StringMatching(`[/\\:@.a-z]{0,12}`)).Draw(t, "path")))
		if err == nil && (to.Host != base.Host || to.Scheme != "https") {
			t.Fatalf("it leads to %s", to)
		}
	})
}

func TestRowsKeepTheirFieldsWhenOneIsTakenAway(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 12).Draw(t, "rows")
		gone := rapid.IntRange(0, n-1).Draw(t, "gone")
		typed := url.Values{"purpose": {"as it was"}}
		var want []string
		for i := range n {
			value := rapid.String().Draw(t, "value")
			typed.Set(line(i, "pieces"), value)
			if i != gone {
				want = append(want, value)
			}
		}
		after, rows := change(typed, rowsIn(typed), "remove", strconv.Itoa(gone))
		if len(rows) != n-1 || after.Get("purpose") != "as it was" {
			t.Fatalf("%d rows are left of %d", len(rows), n)
		}
		for i, value := range want {
			if after.Get(line(i, "pieces")) != value {
				t.Fatalf("row %d has %q, not %q", i, after.Get(line(i, "pieces")), value)
			}
		}
		if more, rows := change(typed, rowsIn(typed), "add", ""); len(rows) != n+1 || len(more) != len(typed) {
			t.Fatalf("one more row makes %d", len(rows))
		}
	})
}

func TestWhatIsTypedFindsItsEntry(t *testing.T) {
	all := []choice{{"1", "C-001 云泽纺织"}, {"2", "C-002 云泽印染"}, {"3", "JC-40 精梳棉纱 JC 40S"}, {"4", "C-0010 云泽纺织二厂"}}
	look := func(q string) (found []choice, err error) {
		for _, c := range all {
			code, name, _ := strings.Cut(c.Name, " ")
			if strings.Contains(code, q) || strings.Contains(name, q) {
				found = append(found, c)
			}
		}
		return found, nil
	}
	ids := func(typed string) (ids string) {
		found, err := search(typed, look)
		require.NoError(t, err)
		for _, c := range found {
			ids += c.ID
		}
		return ids
	}
	require.Equal(t, "1", ids("C-001"), "a code is meant, though others begin with it")
	require.Equal(t, "1", ids("云泽纺织"), "a whole name is meant")
	require.Equal(t, "1", ids("C-001 云泽纺织"), "as the list suggests it")
	require.Equal(t, "3", ids("JC-40 精梳棉纱 JC 40S"))
	require.Equal(t, "124", ids("云泽"))
	require.Empty(t, ids("没有"))
	require.Empty(t, ids("C-001 别的名称"))
	_, err := search("云泽", func(string) ([]choice, error) { return nil, errors.New("down") })
	require.Error(t, err)
}

func TestWeightsMoneyAndTimeInWords(t *testing.T) {
	zh, en := words{"zh-CN"}, words{"en"}
	require.Equal(t, "1.9 千克", zh.kg(1900))
	require.Equal(t, "0.001 kg", en.kg(1))
	require.Equal(t, "10 千克", zh.kg(10000))
	require.Equal(t, "¥1,234,567.05", zh.money(123456705))
	require.Equal(t, "¥0.00", zh.money(0))
	require.Equal(t, "-¥1,000.50", zh.money(-100050))
	at := time.Date(2026, 11, 21, 7, 4, 0, 0, time.UTC)
	require.Equal(t, "2026年11月21日 15:04", zh.when(at))
	require.Equal(t, "21 Nov 2026 15:04", en.when(&at))
	require.Empty(t, zh.when((*time.Time)(nil)))
	require.Equal(t, "1.5 个工作日", zh.left(12*time.Hour))
	require.Equal(t, "30 minutes", en.left(-30*time.Minute))
	require.Equal(t, "市场营销部部长", post("市场营销部 市场营销部部长"))
	require.Equal(t, "总经理办公室 总经理", post("总经理办公室 总经理"))
	require.Equal(t, "Head of Customer Service", post("Customer Service Head of Customer Service"))
	require.Equal(t, "Marketing Clerk", post("Marketing Marketing Clerk"))
	require.Equal(t, "General Manager's Office General Manager", post("General Manager's Office General Manager"))
	require.Equal(t, "abcd efgh i", group("abcdefghi"))
	rapid.Check(t, func(t *rapid.T) {
		cents := models.Cents(rapid.Int64Range(-1e12, 1e12).Draw(t, "cents"))
		plain := strings.NewReplacer(",", "", "¥", "", ".", "").Replace(zh.money(cents))
		if back, err := strconv.ParseInt(plain, 10, 64); err != nil || models.Cents(back) != cents {
			t.Fatalf("%d became %s", cents, zh.money(cents))
		}
	})
}

func TestTheTotalOfARegisterAddsUpNumbersOnly(t *testing.T) {
	page := api.RegisterPage{Columns: []api.RegisterColumn{{Key: "number"}, {Key: "line", Number: true}, {Key: "grams", Number: true}},
		Rows: []api.RegisterRow{{Cells: []string{"A", "1", "0.480"}}, {Cells: []string{"B", "2", "3.8"}}}}
	require.Equal(t, []api.RegisterTotal{{Of: "", Sums: []string{"", "", "4.28"}}}, api.Totals(page))
	require.Nil(t, api.Totals(api.RegisterPage{Columns: page.Columns[:2], Rows: page.Rows}), "nothing to add up")
	page.Next = "more"
	require.Nil(t, api.Totals(page), "a part has no total")
}

func TestDifferencesAreExplainedLineByLine(t *testing.T) {
	three, four := 3, 4
	view := api.CaseView{Kind: models.KindSampleMonthEnd, Digest: "d", Acts: []api.ActView{{Verb: models.Explain, Task: "t"}}, Document: api.DocumentView{Lines: []api.LineView{
		{Ref: "a:1", Drawn: &three, Ledger: &three}, {Ref: "b:1", Drawn: &three, Ledger: &four, Differs: true}, {Ref: "c:2", Drawn: &four, Ledger: &three, Differs: true},
	}}}
	tasks, aside := panels(view, nil, nil)
	require.Empty(t, aside)
	require.Len(t, tasks, 1)
	require.Equal(t, "explain", tasks[0].Form)
	require.Len(t, tasks[0].Lines, 2, "what agrees needs no words")
	typed := url.Values{"verb": {"explain"}, "task": {"t"}, "digest": {"d"}, "why.c:2": {" 破损一个 "}, "why.b:1": {"补登"}}
	form, err := actForm(typed)
	require.NoError(t, err)
	require.JSONEq(t, `{"lines": [{"ref": "b:1", "why": "补登"}, {"ref": "c:2", "why": "破损一个"}]}`, string(form.Data))
	refused := &refusal{Problem: &api.Problem{Key: "difference-unexplained"}, Kind: models.Invalid}
	tasks, _ = panels(view, typed, refused)
	require.Equal(t, "补登", tasks[0].Lines[0].Value, "what was typed stays")
	require.Equal(t, refused, tasks[0].Refusal)
	view.Acts[0].Verb = models.Resubmit
	tasks, _ = panels(view, nil, nil)
	require.Equal(t, "explain", tasks[0].Form, "a month that was sent back is explained again")
}

func TestAFormThatIsCountedNamesTheLineThatIsNot(t *testing.T) {
	for typed, want := range map[string]string{"２０": "", "": "count-missing", "三": "count-unreadable", "-1": ""} {
		form, err := actForm(url.Values{"verb": {"take"}, "pieces.1": {"1"}, "pieces.2": {typed}})
		if want == "" {
			require.NoError(t, err, typed)
			require.Contains(t, string(form.Data), `{"line":1,"pieces":1},{"line":2,`)
			continue
		}
		e := models.AsError(err)
		require.NotNil(t, e, typed)
		require.Equal(t, want, e.Key)
		require.Equal(t, 2, e.Args["Line"])
	}
}
