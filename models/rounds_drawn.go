package models

// DrawnFor are the rounds of the matrix or the form, from 1, for which the rounds of a
// slate were drawn: a chain is a round of it and a drawn one for each of its levels.
type DrawnFor []int

// Round is that of the drawn round with this index; the same, counted from 1, where the
// slate was drawn before slates said so.
func (of DrawnFor) Round(drawn int) int {
	if drawn < len(of) && of[drawn] > 0 {
		return of[drawn]
	}
	return drawn + 1
}
