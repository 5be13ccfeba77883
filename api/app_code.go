package api

import (
	"fmt"
	"strings"

	"github.com/boombuler/barcode/qr"

	"countersign/activities"
)

// An AppView is an app that waits for its first code, with its address as a QR code.
type AppView struct {
	activities.App
	Code CodeView `json:"code"`
}

// A CodeView is a QR code to draw: a square of Side units with the quiet zone around
// it, and its dark modules as the path of an SVG.
type CodeView struct {
	Side int    `json:"side"`
	Path string `json:"path"`
}

func appView(app activities.App) (AppView, error) {
	code, err := codeOf(app.Address)
	return AppView{app, code}, err
}

// codeOf draws a QR code.
func codeOf(text string) (CodeView, error) {
	const quiet = 4
	bars, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return CodeView{}, fmt.Errorf("api: QR code: %w", err)
	}
	size := bars.Bounds().Dx()
	var d strings.Builder
	for y := range size {
		for x := range size {
			if r, _, _, _ := bars.At(x, y).RGBA(); r == 0 {
				fmt.Fprintf(&d, "M%d %dh1v1h-1z", x+quiet, y+quiet)
			}
		}
	}
	return CodeView{size + 2*quiet, d.String()}, nil
}
