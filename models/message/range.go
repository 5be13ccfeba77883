package message

// Range says the amounts from one to below another, in hundredths, 0 being no limit; say
// writes one. What begins a hundredth above a round number is said to be more than it, and
// what ends there at most it: nobody applies for 3.01 days.
func Range[C ~int64](lang string, from, to C, say func(C) string) string {
	var parts []string
	add := func(limit C, exact, beside string) {
		switch {
		case limit == 0:
		case limit%100 == 1:
			parts = append(parts, Text(lang, beside, map[string]any{"N": say(limit - 1)}))
		default:
			parts = append(parts, Text(lang, exact, map[string]any{"N": say(limit)}))
		}
	}
	add(from, "range-from", "range-over")
	add(to, "range-below", "range-upto")
	return List(lang, parts)
}
