package pages_test

import (
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestApprovalProxy_AProxyIsGivenOnceAndItsLimitIsWrittenInFigures(t *testing.T) {
	h := newHouse(t)
	typed := url.Values{"agent.q": {"hemin"}, "from": {"2026-11-23"}, "until": {"2026-11-25"}, "kind": {"form", "sample_request"}}
	for _, power := range []string{"1e9", "1e1", "1E3"} {
		h.post("zhoujianguo", "/proxies", with(typed, "limit", power)).is(422).says("请填写金额").lacks("已生效")
	}
	for _, kinds := range [][]string{{"form", "sample_request"}, {"sample_request", "form"}} {
		typed["kind"] = kinds
		h.post("zhoujianguo", "/proxies", with(typed, "limit", "5,000")).is(303)
	}
	var given int
	require.NoError(t, h.db.Guarded(t.Context()).Raw(`select count(*) from proxies`).Scan(&given).Error)
	require.Equal(t, 1, given)
}
