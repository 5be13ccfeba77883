package pages_test

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/models"
	"countersign/models/form"
	"countersign/models/store"
)

// adopts puts the next version of a form of the textile mill in force, as if the case in which
// its head of human resources proposes it had been approved.
func (h *house) adopts(definition any) {
	h.t.Helper()
	text, err := json.Marshal(definition)
	require.NoError(h.t, err)
	d, err := form.Read(text)
	require.NoError(h.t, err)
	account, _, err := h.db.Reader(h.t.Context(), "").Account("xujing")
	require.NoError(h.t, err)
	_, err = h.desk.TryForm(h.t.Context(), account.PersonID, d)
	require.NoError(h.t, err)
	require.NoError(h.t, h.db.Write(h.t.Context(), func(tx store.Tx) error {
		var mill models.CompanyID
		if err := tx.Raw(`select id from companies where code = 'MILL'`).Row().Scan(&mill); err != nil {
			return err
		}
		_, err := tx.KeepForm(mill, d, account.PersonID, "", h.now)
		return err
	}))
}

func TestAuthorityMatrix_AVersionOfAFormThatChangesWhoSignsIsProposedOnThePage(t *testing.T) {
	h := newHouse(t)
	d := form.Shipped[1]
	require.Equal(t, "seal_use", d.Code)
	d.Signatures = []form.Row{{Round: 1, Mode: models.All, Of: []string{"gm@company"}}}
	body, err := json.Marshal(d)
	require.NoError(t, err)
	text := string(body)

	t.Run("authority.matrix the page says that it goes to a case, and keeps nothing by itself", func(t *testing.T) {
		h.post("xujing", "/forms", url.Values{"definition": {text}, "do": {"keep"}}).is(403).says("一人不能保存", "authority.matrix")
		h.post("xujing", "/forms", url.Values{"definition": {text}, "do": {"check"}}).is(200).says("须经审批后才生效", "提出变更").lacks("保存为新版本")
		h.post("xujing", "/forms", url.Values{"definition": {"no"}, "do": {"propose"}}).is(422).says("无法读取")
		h.post("linxiaowen", "/forms", url.Values{"definition": {text}, "do": {"propose"}}).is(403)
	})
	var path string
	t.Run("authority.matrix it is proposed with a reason, once however often the button is pressed", func(t *testing.T) {
		p := h.post("xujing", "/forms", url.Values{"definition": {text}, "do": {"check"}}).form("/forms")
		path = casePath.FindString(h.post("xujing", "/forms", with(p, "do", "propose")).to())
		require.Equal(t, path, casePath.FindString(h.post("xujing", "/forms", with(p, "do", "propose")).to()))
		require.Equal(t, path+"/edit?check=1", h.get("xujing", path+"/submit").to())
		edit := h.get("xujing", path+"/edit?check=1").is(200).says("理由：此栏必填", "表单定义（JSON）").lacks("name=\"matrix\"").form(path + "/edit")
		broken := strings.Replace(edit.Get("definition"), "gm@company", "boss@moon", 1)
		h.post("xujing", path+"/edit", with(edit, "definition", "{", "do", "save")).is(422).says("无法读取")
		require.Equal(t, path+"/submit", h.post("xujing", path+"/edit", with(edit, "definition", broken, "reason", "用印改由总经理签核", "do", "submit")).to())
		edit = h.get("xujing", path+"/edit?check=1").is(200).says("signatures[0].of[0]", "boss@moon").form(path + "/edit")
		require.Equal(t, path+"/submit", h.post("xujing", path+"/edit", with(edit, "definition", text, "do", "submit")).to())
	})
	t.Run("authority.matrix its signers see in words who signs no more and who does instead, and the whole form", func(t *testing.T) {
		p := h.get("xujing", path+"/submit").is(200).says("用印申请 seal_use 第 2 版", "用印改由总经理签核", "删除", "由谁：申请部门负责人 → 本公司总经理", "查看整张表单", "监印并登记")
		require.Equal(t, path+"?done=submit", h.post("xujing", path+"/submit", p.form(path+"/submit")).to())
		h.get("xujing", path).is(200).says("MILL-QX-2026-00001")
		h.get("chenli", path).is(200).says("用印申请 seal_use", "申请部门负责人 → 本公司总经理", "MILL-QX-2026-00001")
		h.get("chenli", "/").is(200).says("用印申请 · 用印改由总经理签核")
		h.get("xujing", "/print"+path).is(200).says("申请部门负责人 → 本公司总经理")
		h.get("xujing", "/forms").is(200).says("待签字", "MILL-QX-2026-00001").lacks("第 2 版</a>")
	})
	t.Run("authority.matrix it is in force when the second has signed, and says by which case", func(t *testing.T) {
		h.sign("chenli", path)
		h.get("xujing", "/forms").is(200).lacks("第 2 版</a>")
		h.sign("luojia", path)
		h.get("xujing", "/forms").is(200).says("第 2 版</a>", path).lacks("待签字")
		foretold := casePath.FindString(h.post("linxiaowen", "/new/form/seal_use", with(seal(), "values.amount", "100", "do", "submit")).to())
		h.get("linxiaowen", foretold+"/submit").is(200).says("陈立").lacks("周建国")
	})
	t.Run("authority.matrix a change that was made from an older version is refused with a clear word", func(t *testing.T) {
		d.Signatures = []form.Row{{Round: 1, Mode: models.All, Of: []string{"head@finance"}}}
		body, err := json.Marshal(d)
		require.NoError(t, err)
		p := h.post("xujing", "/forms", url.Values{"definition": {string(body)}, "do": {"check"}}).form("/forms")
		path := casePath.FindString(h.post("xujing", "/forms", with(p, "do", "propose", "reason", "改由财务签")).to())
		require.Equal(t, path+"/edit?check=1", h.get("xujing", path+"/submit").to())
		edit := h.get("xujing", path+"/edit?check=1").is(409).says("第 2 版", "请与该版比较").form(path + "/edit")
		newer := strings.Replace(edit.Get("definition"), `"version": 1`, `"version": 2`, 1)
		require.Equal(t, path+"/submit", h.post("xujing", path+"/edit", with(edit, "definition", newer, "do", "submit")).to())
	})
}
