package models

import "fmt"

// Yuan is the amount as people write it: ¥1,234.50.
func (c Cents) Yuan() string {
	if c < 0 {
		return "-¥" + (-c).Figure()
	}
	return "¥" + c.Figure()
}

// Figure is Yuan without the currency: 1,234.50.
func (c Cents) Figure() string {
	sign := ""
	if c < 0 {
		sign, c = "-", -c
	}
	yuan := fmt.Sprint(int64(c) / 100)
	for i := len(yuan) - 3; i > 0; i -= 3 {
		yuan = yuan[:i] + "," + yuan[i:]
	}
	return fmt.Sprintf("%s%s.%02d", sign, yuan, int64(c)%100)
}
