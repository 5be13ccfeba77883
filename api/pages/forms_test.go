package pages_test

import (
	"bytes"
	"encoding/json"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"countersign/models"
	"countersign/models/form"
	"countersign/models/store"
	"countersign/policies"
)

// seal is an application for the company's seal as a clerk types it.
func seal() url.Values {
	return url.Values{"values.seal": {"contract"}, "values.document": {"纱线购销合同"}, "values.copies": {"２"}, "values.recipient": {"宏达织造"},
		"values.amount": {"80,000"}, "values.reason": {"与老客户续签\r\n一式两份"}}
}

func TestACompanysOwnFormFromApplicationToStamp(t *testing.T) {
	h := newHouse(t)

	t.Run("approval.form everybody is offered the forms of the company with their rules", func(t *testing.T) {
		h.get("linxiaowen", "/new").is(200).says("用印申请", "使用公司印章须经部门负责人同意", `href="/new/form/seal_use"`).lacks(`href="/forms"`)
		h.get("linxiaowen", "/new/form/none").is(404)
	})
	t.Run("approval.form its fields are there with labels, hints and options, and nothing typed is lost", func(t *testing.T) {
		h.get("linxiaowen", "/new/form/seal_use").is(200).says("涉及金额（元）", "不涉及金额的填 0。", `value="legal"`, "法人章", `aria-required="true"`)
		path := casePath.FindString(h.post("linxiaowen", "/new/form/seal_use", url.Values{"values.amount": {"很多"}, "values.reason": {"续签"}, "do": {"submit"}}).to())
		p := h.get("linxiaowen", path+"/edit?check=1").is(200).says("有 5 处需要改正", "文件名称：此栏必填", `id="e-values.seal"`, `id="e-values.document"`, `id="e-values.copies"`, `id="e-values.recipient"`, `id="e-values.amount"`)
		require.Equal(t, "很多", p.form(path+"/edit").Get("values.amount"))
		require.Equal(t, "续签", p.form(path+"/edit").Get("values.reason"))
		require.Equal(t, path+"/edit?check=1", h.get("linxiaowen", path+"/submit").to())
	})
	t.Run("approval.form an amount above the limit needs the general manager; the office stamps and remarks", func(t *testing.T) {
		path := casePath.FindString(h.post("linxiaowen", "/new/form/seal_use", with(seal(), "do", "submit")).to())
		form := h.get("linxiaowen", path+"/submit").is(200).says("用印申请", "合同专用章", "¥80,000.00").form(path + "/submit")
		require.Equal(t, path+"?done=submit", h.post("linxiaowen", path+"/submit", form).to())
		h.get("zhoujianguo", "/").is(200).says("用印申请").lacks("自定义表单")
		h.sign("zhoujianguo", path)
		h.sign("chenli", path)
		deed := h.get("chengxiuying", path).is(200).says("监印并登记", "办理情况").form(path + "/acts")
		require.Equal(t, "carry_out", deed.Get("verb"))
		require.Equal(t, path+"?done=carry_out", h.post("chengxiuying", path+"/acts", with(deed, "comment", "用印登记 2026-118")).to())
		h.get("linxiaowen", path).is(200).says("用印登记 2026-118", "与老客户续签\n一式两份", "MILL-YY-2026-00001", `href="/print`+path+`"`)
		h.get("linxiaowen", "/print"+path).is(200).says("用印申请", "MILL-YY-2026-00001", "合同专用章", "周建国", "陈立", "程秀英").lacks("未生效", "<figcaption>")

		h.get("chengxiuying", "/registers").is(200).says(`href="/registers/form-seal_use"`, "用印登记")
		h.get("chengxiuying", "/registers/form-seal_use").is(200).says("用印登记", "MILL-YY-2026-00001", "合同专用章", "宏达织造", "80000.00", "程秀英", path, "form-seal_use/export?")
		h.get("linxiaowen", "/registers/form-seal_use?q=%E5%AE%8F%E8%BE%BE+80000").is(200).says("MILL-YY-2026-00001")
		h.get("linxiaowen", "/registers/form-seal_use?q=none").is(200).lacks("MILL-YY-2026-00001")
		h.get("zhaotiezhu", "/registers/form-seal_use").is(200).lacks("MILL-YY-2026-00001")
	})
	t.Run("approval.form the seal that is chosen decides who signs, which is foretold with the reason", func(t *testing.T) {
		foretold := func(kind string) *page {
			path := casePath.FindString(h.post("linxiaowen", "/new/form/seal_use", with(seal(), "values.seal", kind, "values.amount", "100", "do", "submit")).to())
			return h.get("linxiaowen", path+"/submit").is(200)
		}
		foretold("company").says("陈立", "“印章”为“公章”时。")
		foretold("contract").lacks("陈立", "公章”时")
		h.get("xujing", "/forms/seal_use/1").is(200).says("印章 = 公章", "印章 = 合同专用章 / 财务专用章 / 法人章")
	})
	t.Run("approval.form a draft goes on where it was left", func(t *testing.T) {
		path := casePath.FindString(h.post("linxiaowen", "/new/form/seal_use", with(seal(), "do", "save")).to())
		edit := h.get("linxiaowen", path+"/edit").is(200).form(path + "/edit")
		require.Equal(t, "contract", edit.Get("values.seal"))
		h.get("linxiaowen", "/?box=started").is(200).says("用印申请").lacks("自定义表单")
		require.Equal(t, "80000", edit.Get("values.amount"))
		require.Equal(t, path+"/edit?saved=save", h.post("linxiaowen", path+"/edit", with(edit, "values.seal", "legal", "do", "save")).to())
		require.Equal(t, "legal", h.get("linxiaowen", path+"/edit").form(path+"/edit").Get("values.seal"))
	})
}

func TestAFormIsDefined(t *testing.T) {
	h := newHouse(t)
	seal := form.Shipped[1]
	require.Equal(t, "seal_use", seal.Code)
	text := func(d form.Definition) string {
		body, err := json.MarshalIndent(d, "", " ")
		require.NoError(t, err)
		return string(body)
	}

	t.Run("approval.form others are refused with the clause", func(t *testing.T) {
		for _, path := range []string{"/forms", "/forms/leave/1", "/forms/leave/1/json"} {
			h.get("linxiaowen", path).is(403).says("approval.post")
		}
		h.post("linxiaowen", "/forms", url.Values{"definition": {text(seal)}, "do": {"keep"}}).is(403)
	})
	t.Run("approval.form who may defines the next version after looking at it", func(t *testing.T) {
		h.get("xujing", "/forms").is(200).says("用印申请", "随产品提供", "/forms/seal_use/1/json")
		shipped, err := form.Read(h.get("xujing", "/forms/seal_use/1/json").is(200).says("json-schema.org").Body.Bytes())
		require.NoError(t, err)
		require.Equal(t, seal, shipped, "an example to begin with")
		shipped.Fields[0].Hint = form.Text{Zh: "公章由办公室保管", En: "The office keeps it"}
		p := h.post("xujing", "/forms", url.Values{"definition": {text(shipped)}, "do": {"check"}}).is(200).says("尚未保存", "公章由办公室保管", "申请部门负责人", "¥50,000.00", "监印并登记")
		h.get("xujing", "/forms").lacks("第 2 版")
		require.Equal(t, "/forms?kept=seal_use", h.post("xujing", "/forms", with(p.form("/forms"), "do", "keep")).to())
		h.get("xujing", "/forms?kept=seal_use").is(200).says("第 2 版", "徐静", "第 1 版")
		h.get("linxiaowen", "/new/form/seal_use").is(200).says("公章由办公室保管")
		h.get("xujing", "/forms/seal_use/1").is(200).lacks("公章由办公室保管")
		h.post("linxiaowen", "/new/form/seal_use", url.Values{"do": {"save"}}).to()
		h.get("linxiaowen", "/?box=started").is(200).says("用印申请")
	})
	t.Run("approval.form every fault is said with its place, and the text stays", func(t *testing.T) {
		bad := seal
		bad.Code, bad.Fields = "Seal Use", append([]form.Field{{Key: "1", Type: "picture"}}, seal.Fields...)
		bad.Tasks = []form.Task{{Step: "stamp", Name: seal.Tasks[0].Name, Row: form.Row{Round: 1, Mode: models.Any, Of: []string{"boss@moon"}}}}
		p := h.post("xujing", "/forms", url.Values{"definition": {text(bad)}, "do": {"check"}}).is(422)
		p.says("<code>code</code>", "<code>fields[0].key</code>", "<code>fields[0].label</code>", "<code>fields[0].type</code>", "<code>tasks[0].of[0]</code>", "boss@moon")
		require.Equal(t, text(bad), p.form("/forms").Get("definition"))
		h.post("xujing", "/forms", url.Values{"definition": {"{\n \"code\": \"x\",\n ,}"}}).is(422).says("第 3 行")
		h.post("xujing", "/forms", url.Values{"definition": {`{"colour": 1}`}}).is(422).says("colour")
		h.post("xujing", "/forms", url.Values{"definition": {" "}}).is(422).says("请上传文件或粘贴定义")
	})
	t.Run("approval.form a definition may come as a file", func(t *testing.T) {
		h.upload("xujing", "/forms", "file", "\ufeff"+text(seal), url.Values{"do": {"check"}}).is(200).says("尚未保存")
	})
}

// upload posts a form with a file.
func (h *house) upload(login, path, name, content string, form url.Values) *page {
	h.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for field, values := range form {
		require.NoError(h.t, w.WriteField(field, values[0]))
	}
	file, err := w.CreateFormFile(name, "a.txt")
	require.NoError(h.t, err)
	_, err = file.Write([]byte(content))
	require.NoError(h.t, err)
	require.NoError(h.t, w.Close())
	r := httptest.NewRequest(http.MethodPost, path, &body)
	r.Header.Set("Content-Type", w.FormDataContentType())
	r.AddCookie(&http.Cookie{Name: "countersign", Value: h.cookie(login)})
	answer := httptest.NewRecorder()
	h.web.ServeHTTP(answer, r)
	tree, err := html.Parse(strings.NewReader(answer.Body.String()))
	require.NoError(h.t, err)
	return &page{answer, h, tree}
}

func TestTheMatrixIsChanged(t *testing.T) {
	h := newHouse(t)
	table := policies.MatrixText(policies.DefaultMatrix())
	change := func() url.Values {
		return url.Values{"from": {"2026-12-01"}, "reason": {"样品改由市场副职代签"}, "matrix": {table}}
	}

	t.Run("authority.matrix a change begins with the matrix in force", func(t *testing.T) {
		h.get("xujing", "/new").is(200).says("权限核决表变更")
		require.Equal(t, table, h.get("xujing", "/new/matrix-change").is(200).form("/new/matrix-change").Get("matrix"))
	})
	t.Run("authority.matrix faults are said by row, and nothing is kept of a table that cannot be read", func(t *testing.T) {
		rows := strings.Split(table, "\n")
		rows[2] = strings.Replace(rows[2], ",1,", ",one,", 1)
		rows[4] += ",more"
		broken := strings.Join(rows, "\n")
		p := h.post("xujing", "/new/matrix-change", with(change(), "matrix", broken, "do", "save")).is(422).says("第 2 行（round）", "第 4 行", "列名一致")
		require.Equal(t, broken, p.form("/new/matrix-change").Get("matrix"))
		unknown := strings.Replace(table, "head@case-unit", "boss@moon", 1)
		path := casePath.FindString(h.post("xujing", "/new/matrix-change", with(change(), "matrix", unknown, "do", "submit")).to())
		h.get("xujing", path+"/edit?check=1").is(200).says("boss@moon", "行（of）：")
	})
	t.Run("authority.matrix signers see what is added, changed and removed, by word and shape", func(t *testing.T) {
		changed := strings.Replace(table, "head@case-unit,0", "deputy_head@case-unit,3", 1)
		changed = strings.Replace(changed, "sample_requisition,signatures,sample.requisition,sign,0,0,1", "sample_requisition,signatures,approval.form,sign,0,0,1", 1)
		changed += "sample_request,signatures,sample.two-signatures,sign,100000,0,3,all,0,gm@head,2,,,,,\n"
		path := casePath.FindString(h.upload("xujing", "/new/matrix-change", "file", changed, with(change(), "do", "submit")).to())
		p := h.get("xujing", path+"/submit").is(200).says("3 处不同", "<del><code>sample.requisition</code></del> <ins><code>approval.form</code></ins>", "改动", "新增", "<del>申请部门负责人", "<ins>申请部门副职", "总公司总经理").lacks("删除</span>")
		require.Equal(t, path+"?done=submit", h.post("xujing", path+"/submit", p.form(path+"/submit")).to())
		h.get("xujing", path).is(200).says("3 处不同", "未变更的 "+strconv.Itoa(len(policies.DefaultMatrix())-2)+" 行").lacks("deputy_head@company")
		h.get("xujing", "/print"+path).is(200).says("3 处不同", "<del>申请部门负责人", "<ins>申请部门副职", "2026-12-01", "样品改由市场副职代签").lacks("head@case-unit", "未变更的")
	})
}

func TestAuthorityMatrix_TwoWhoChangeTheMatrixAtOnceAreTold(t *testing.T) {
	h := newHouse(t)
	began := h.get("xujing", "/new/matrix-change").is(200).form("/new/matrix-change")
	require.Equal(t, "0", began.Get("base"), "that of the regulations")
	change := with(began, "from", "2026-12-20", "reason", "样品改由市场副职代签", "do", "submit")
	path := casePath.FindString(h.post("xujing", "/new/matrix-change", change).to())
	ready := h.get("xujing", path+"/submit").is(200).form(path + "/submit")

	other := strings.Replace(policies.MatrixText(policies.DefaultMatrix()), "head@case-unit,0", "deputy_head@case-unit,3", 1)
	rows, faults := policies.MatrixOf(other)
	require.Empty(t, faults)
	text, err := json.Marshal(rows)
	require.NoError(t, err)
	require.NoError(t, h.db.Write(t.Context(), func(tx store.Tx) error {
		return tx.Exec(`insert into matrices (company_id, version, from_on, rows) select id, 1, '2026-12-10', ?::jsonb from companies where code = 'MILL'`, string(text)).Error
	}))

	h.post("xujing", path+"/submit", ready).is(409).says("已有第 1 版", "请与该版比较", path+"/edit")
	require.Equal(t, path+"/edit?check=1", h.get("xujing", path+"/submit").is(303).to())
	p := h.get("xujing", path+"/edit?check=1").is(409).says("权限核决表已有第 1 版", "1 处不同", "<ins>申请部门副职", "以第 1 版为基础继续")
	again := p.form(path + "/edit")
	h.get("xujing", path+"/edit").is(200).says("1 处不同")
	h.post("xujing", path+"/edit", with(again, "do", "rebase:1", "matrix", other)).is(303)
	require.Equal(t, "1", h.get("xujing", path+"/edit").is(200).lacks("1 处不同").form(path+"/edit").Get("base"))
	h.get("xujing", path+"/submit").is(200).lacks("已有第 1 版")
	fresh := h.get("xujing", "/new/matrix-change").form("/new/matrix-change")
	require.Equal(t, []string{"1", other}, []string{fresh.Get("base"), fresh.Get("matrix")}, "a change begins with the newest, though it is not in force yet")
}

func TestApprovalForm_TheRegisterOfLeaveGoesByItsDaysAndOffersMonthsToCome(t *testing.T) {
	h := newHouse(t)
	h.get("xujing", "/registers/form-leave").is(200).says("不论何时登记", "<option>2027-02</option>")
	h.get("xujing", "/registers/form-seal_use").is(200).lacks("不论何时登记", "<option>2027-02</option>")
}
