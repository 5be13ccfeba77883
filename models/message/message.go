// Package message is the catalogue of everything the product says to people,
// in Chinese (the default) and English. Each area has a file a language.
package message

import (
	"embed"
	"fmt"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
	"gopkg.in/yaml.v3"
)

//go:embed *.yaml
var files embed.FS

// Languages lists what the product speaks; the first is the default.
var Languages = []string{"zh-CN", "en"}

var bundle = load()

func load() *i18n.Bundle {
	b := i18n.NewBundle(language.SimplifiedChinese)
	b.RegisterUnmarshalFunc("yaml", yaml.Unmarshal)
	names, err := files.ReadDir(".")
	if err != nil {
		panic(err)
	}
	for _, f := range names {
		if _, err := b.LoadMessageFileFS(files, f.Name()); err != nil {
			panic(fmt.Sprintf("message: %s: %v", f.Name(), err))
		}
	}
	return b
}

// Text is the message key in lang, filled in with args. A key without a message
// is returned as it is, so that a gap shows; a test finds the gaps.
func Text(lang, key string, args map[string]any) string {
	place := [2]string{lang, key}
	if text, known := plain.Load(place); known && args == nil {
		return text.(string)
	}
	localizer, spoken := localizers[lang]
	if !spoken {
		localizer = i18n.NewLocalizer(bundle, lang, Languages[0])
	}
	text, err := localizer.Localize(&i18n.LocalizeConfig{MessageID: key, TemplateData: said(args)})
	if err != nil && text == "" {
		return key
	}
	if args == nil && err == nil && spoken {
		plain.Store(place, text)
	}
	return text
}

// localizers of the languages that the product speaks; to make one takes longer than
// to find a text.
var localizers = func() map[string]*i18n.Localizer {
	all := map[string]*i18n.Localizer{}
	for _, lang := range Languages {
		all[lang] = i18n.NewLocalizer(bundle, lang, Languages[0])
	}
	return all
}()

// plain are the texts, by language and key, that were asked for with nothing to fill in.
var plain sync.Map

// Has reports whether key has a message of its own in lang.
func Has(lang, key string) bool {
	_, tag, err := i18n.NewLocalizer(bundle, lang).LocalizeWithTag(&i18n.LocalizeConfig{MessageID: key, TemplateData: said{}})
	want, _ := language.Parse(lang)
	return err == nil && tag == want
}

// Match picks the language for an Accept-Language header or a language name.
func Match(accept string) string {
	tags, _, err := language.ParseAcceptLanguage(accept)
	if err != nil || len(tags) == 0 {
		return Languages[0]
	}
	_, i, _ := matcher.Match(tags...)
	return Languages[i]
}

var matcher = language.NewMatcher([]language.Tag{language.MustParse(Languages[0]), language.English})
