package main

import (
	"encoding/json"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"countersign/models"
)

// examined runs the check and returns of how many cases nothing was wrong.
func examined(t *testing.T, places ...string) int {
	t.Helper()
	var answer, progress spoken
	require.NoError(t, run(t.Context(), append([]string{"check", "--repair", "--format", "json"}, places...), terminal{&answer, &progress, "en"}), answer.String())
	var checked struct {
		Checked  int
		Findings []models.Finding
	}
	require.NoError(t, json.Unmarshal([]byte(answer.String()), &checked))
	require.Empty(t, checked.Findings)
	return checked.Checked
}

// submit submits a sample request.
func submit(t *testing.T, url string) {
	t.Helper()
	clerk, err := newPerson(url, "linxiaowen")
	require.NoError(t, err)
	c := clerk.apply(t)
	clerk.must(t, "POST", c.path("/submit"), uuid.NewString(), map[string]any{"digest": c.digest})
}

func TestApprovalNeverStuck_AHouseIsCheckedWhileItRunsAndWhenItIsStopped(t *testing.T) {
	dir := dataDir(t)
	dev := start(t, "dev", "--data", dir, "--no-browser", "--listen", "127.0.0.1:0")
	submit(t, dev.url)
	require.Equal(t, 1, examined(t, "--data", dir))
	require.NoError(t, dev.stop())
	require.Equal(t, 1, examined(t, "--data", dir), "the check carries out procedures itself")
}

func TestApprovalNeverStuck_WhatCouldNotBeExaminedIsNotKeptInPlaceOfWhatWas(t *testing.T) {
	h := openHouses(t, 1)
	submit(t, h.urls[0])
	require.Equal(t, 1, examined(t, h.places()...))
	kept, known, err := h.db.LastExamination(t.Context())
	require.NoError(t, err)
	require.True(t, known)
	require.Equal(t, 1, kept.Checked)

	said, err := command("check", "--database", h.database, "--temporal", temporal(), "--namespace", h.space, "--payload-keys", "other=vX2mLr7TzB5wYc8HsN4dPaGu6eFj3kQ9")
	require.ErrorContains(t, err, "1 troubles stay", said)
	require.Contains(t, said, "unexamined")
	after, _, err := h.db.LastExamination(t.Context())
	require.NoError(t, err)
	require.Equal(t, kept, after)
}
