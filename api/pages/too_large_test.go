package pages_test

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestWhatWasSaidWithAFileThatIsTooLargeStays(t *testing.T) {
	h := newHouse(t)
	path := h.submitted()
	form := with(h.get("linxiaowen", path).talk(), "comment", "大文件")
	again := h.send("linxiaowen", path+"/acts", form, map[string]string{"大.txt": strings.Repeat("x", 40<<20)}).is(413).says("20 MB", "重新选择文件").talk()
	require.Equal(t, "大文件", again.Get("comment"), "what was typed is still there")
	require.Equal(t, path+"?done=comment", h.send("linxiaowen", path+"/acts", again, map[string]string{"小.txt": "x"}).to())
}

func TestApprovalForm_WhatWasTypedBesideAFileThatIsTooLargeStays(t *testing.T) {
	h := newHouse(t)
	h.adopts(json.RawMessage(contracts(t)))
	drafts, large := h.drafts(), map[string][][2]string{"values.papers": {{"大.txt", strings.Repeat("x", 40<<20)}}}
	h.sendFiles("linxiaowen", "/new/form/contract", url.Values{"values.party": {"安大"}, "do": {"save"}}, large).is(413).says("安大", "重新选择文件")
	require.Equal(t, drafts, h.drafts())
	h.sendFiles("linxiaowen", "/me/password", url.Values{"now": {"secret-of-today"}}, large).is(413).lacks("secret-of-today")
}
