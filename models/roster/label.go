package roster

// KindName is what people call a kind: the title of its sheet, in Chinese or, when lang
// begins with "en", in English. What is no kind keeps its name.
func KindName(k Kind, lang string) string {
	s := sheetOf(k)
	if s == nil {
		return string(k)
	}
	return pick(lang, s.title().zh, s.title().en)
}

// Heading is what people call a column of a kind, as its sheet is headed.
func Heading(k Kind, column, lang string) string {
	if s := sheetOf(k); s != nil {
		for _, h := range s.header(lang) {
			if h.name == column {
				return h.text
			}
		}
	}
	return column
}

// Cell is what people read for a text of a column: a word of a closed list in their language.
func Cell(k Kind, column, text, lang string) string {
	if s := sheetOf(k); s != nil {
		for _, h := range s.header(lang) {
			for _, l := range h.choices {
				if h.name == column && l.code == text {
					return l.in(lang)
				}
			}
		}
	}
	return text
}

// Name is what a row of a roster is called beside its codes.
func Name(row any) string {
	switch r := row.(type) {
	case Company:
		return r.Name
	case Unit:
		return r.Name
	case Post:
		return r.Title
	case Person:
		return r.Name
	case Customer:
		return r.Name
	case Variety:
		return r.Name
	case Day:
		return r.Name
	case Holding:
		if r.Until.IsZero() {
			return r.From.String() + " –"
		}
		return r.From.String() + " – " + r.Until.String()
	}
	return ""
}
