package pages_test

import (
	"encoding/json"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/activities/stepup"
	"countersign/activities/stepup/stepuptest"
	"countersign/deploy/demo"
	"countersign/models"
	"countersign/models/store"
	"countersign/policies"
)

// strong has the general manager's signatures under requests proved.
func (h *house) strong() {
	h.t.Helper()
	keys, err := stepup.NewKeys(stepup.Key{ID: "2026", Secret: []byte(strings.Repeat("k", 32))})
	require.NoError(h.t, err)
	h.desk.Keys, h.counter.Records.Keys = keys, keys
	rows := policies.DefaultMatrix()
	for i, r := range rows {
		if r.Kind == models.KindSampleRequest && len(r.Of) == 1 && r.Of[0] == "gm@company" {
			rows[i].Proof = models.Strong
		}
	}
	text, err := json.Marshal(rows)
	require.NoError(h.t, err)
	require.NoError(h.t, h.db.Write(h.t.Context(), func(tx store.Tx) error {
		return tx.Exec(`insert into matrices (company_id, version, from_on, rows) select id, 99, '2026-01-01', ?::jsonb from companies where code = 'MILL'`, string(text)).Error
	}))
}

var secretOn = regexp.MustCompile(`<code class="whole">([A-Z2-7 ]+)</code>`)

func TestApprovalStepUp_OnPlainPages(t *testing.T) {
	h := newHouse(t)
	h.strong()
	path := h.submitted()
	h.sign("zhoujianguo", path)

	t.Run("approval.step-up who has nothing to prove with is led to where it is set up", func(t *testing.T) {
		p := h.get("chenli", path).is(200).says("您还没有可用的凭证", `href="/me/factors"`, "须强验证")
		refused := h.post("chenli", path+"/acts", with(p.form(path+"/acts"), "verb", "sign")).is(403).says("approval.step-up", "我的账户")
		require.Contains(t, refused.Body.String(), `/static/passkey-`)
		h.get("zhoujianguo", path).is(200).lacks("passkey")
		h.get("chenli", "/me").is(200).says("/me/factors")
	})
	var secret string
	t.Run("approval.step-up an app is set up with the password and a first code, without script", func(t *testing.T) {
		form := h.get("chenli", "/me/factors").is(200).says("尚未设置").form("/me/app")
		h.post("chenli", "/me/app", with(form, "password", "wrong password, this")).is(422).says("尚未设置")
		p := h.post("chenli", "/me/app", with(form, "password", demo.Password)).is(200).says(`class="qr"`)
		secret = strings.ReplaceAll(secretOn.FindStringSubmatch(p.Body.String())[1], " ", "")
		confirm := p.form("/me/app/confirm")
		h.post("chenli", "/me/app/confirm", with(confirm, "code", "12")).is(422).says("口令不对", "下一个口令").lacks(secret)
		done := h.post("chenli", "/me/app/confirm", with(confirm, "code", stepuptest.Code(t, secret, h.now))).is(200).says("恢复码", "还剩 10 个")
		require.Len(t, regexp.MustCompile(`<code>[A-Z2-7]{4}(-[A-Z2-7]{4}){3}</code>`).FindAllString(done.Body.String(), -1), 10)
		h.get("chenli", "/me/factors").is(200).says("动态口令").lacks(secret)
		h.now = h.now.Add(30 * time.Second)
	})
	t.Run("approval.step-up it is left out of signing several in one go, with the reason", func(t *testing.T) {
		h.get("chenli", "/sign?"+url.Values{"pick": h.picks("chenli")}.Encode()).is(200).says("不能批量签核").lacks("同意以上所选")
	})
	t.Run("approval.step-up the code is typed beside the opinion, and the proof is seen on the case and on paper", func(t *testing.T) {
		form := h.get("chenli", path).is(200).form(path + "/acts")
		h.post("chenli", path+"/acts", with(form, "verb", "sign", "comment", "同意取样", "code", "000000")).is(422).says("同意取样").lacks(`value="000000"`)
		form = h.get("chenli", path).form(path + "/acts")
		require.Equal(t, path+"?done=sign", h.post("chenli", path+"/acts", with(form, "verb", "sign", "code", stepuptest.Code(t, secret, h.now))).to())
		h.get("linxiaowen", path).is(200).says(`<span class="tag plain small">动态口令</span>`)
		h.get("linxiaowen", "/print"+path).is(200).says("· 动态口令")
	})
	t.Run("approval.step-up what a passkey is asked to sign is read from the form as it will be sent", func(t *testing.T) {
		other := h.submitted()
		h.sign("zhoujianguo", other)
		form := with(h.get("chenli", other).is(200).form(other+"/acts"), "comment", "同意")
		said := h.post("chenli", other+"/challenge", form).is(409)
		require.Equal(t, "application/json; charset=utf-8", said.Header().Get("Content-Type"))
		said.says(`"key":"step-up-no-`)
		h.post("zhoujianguo", other+"/challenge", form).is(403).says(`"key":"already-signed"`)
	})
	t.Run("approval.step-up removing it wants the password", func(t *testing.T) {
		p := h.get("chenli", "/me/factors")
		action := regexp.MustCompile(`/me/factors/[0-9a-f-]{36}/remove`).FindString(p.Body.String())
		h.post("chenli", action, url.Values{"password": {"wrong password, this"}}).is(422)
		require.Equal(t, "/me/factors?done=1", h.post("chenli", action, url.Values{"password": {demo.Password}}).to())
		h.get("chenli", "/me/factors?done=1").is(200).says("尚未设置", "已保存")
	})
}

func TestApprovalStepUp_LostFactorsAreRemovedByTwoOnPlainPages(t *testing.T) {
	h := newHouse(t)
	h.get("zhoujianguo", "/factor-resets").is(403).says("approval.step-up")
	form := h.get("tangyu", "/factor-resets").is(200).says("没有等待核准").form("/factor-resets")
	h.post("tangyu", "/factor-resets", with(form, "who", "nobody", "reason", "手机遗失")).is(422).says("没有或不止一个", "手机遗失")
	require.Equal(t, "/factor-resets?done=asked", h.post("tangyu", "/factor-resets", with(form, "who", "zhoujianguo", "reason", "手机<遗失>")).to())
	h.get("tangyu", "/factor-resets?done=asked").is(200).says("已提出", "手机&lt;遗失&gt;", "须由另一人核准").lacks("核准并清除")
	p := h.get("xujing", "/factor-resets").is(200).says("周建国", "核准并清除").lacks("提出清除")
	confirm := regexp.MustCompile(`/factor-resets/[0-9a-f-]{36}/confirm`).FindString(p.Body.String())
	h.post("tangyu", confirm, url.Values{}).is(403).says("须由另一人核准")
	require.Equal(t, "/factor-resets?done=done", h.post("xujing", confirm, url.Values{}).to())
	h.get("xujing", "/factor-resets?done=done").is(200).says("已核准，并已通知本人", "没有等待核准")
}

func TestApprovalStepUp_WhosePasswordWasResetProvesAFactorOnPlainPages(t *testing.T) {
	h := newHouse(t)
	h.strong()
	p := h.post("chenli", "/me/app", url.Values{"password": {demo.Password}}).is(200)
	secret := strings.ReplaceAll(secretOn.FindStringSubmatch(p.Body.String())[1], " ", "")
	h.post("chenli", "/me/app/confirm", url.Values{"code": {stepuptest.Code(t, secret, h.now)}}).is(200)
	h.get("chenli", "/me/factors").is(200).lacks("请先证明是您本人")
	require.NoError(t, h.db.Write(t.Context(), func(tx store.Tx) error {
		var admin, gm models.PersonID
		if err := tx.Raw(`select a.person_id, g.person_id from accounts a, accounts g where a.login = 'tangyu' and g.login = 'chenli'`).Row().Scan(&admin, &gm); err != nil {
			return err
		}
		return tx.KeepHouseEvent(models.HouseEvent{At: h.now, Kind: models.PasswordReset, Actor: admin, Person: gm})
	}))
	h.now = h.now.Add(30 * time.Second)
	form := h.get("chenli", "/me/factors").is(200).says("请先证明是您本人").form("/me/factors/prove")
	h.post("chenli", "/me/factors/prove", with(form, "code", "000000")).is(422).says("验证未通过", "口令不对")
	require.Equal(t, "/me/factors?done=1", h.post("chenli", "/me/factors/prove", with(form, "code", stepuptest.Code(t, secret, h.now))).to())
	h.get("chenli", "/me/factors").is(200).lacks("请先证明是您本人")
}
