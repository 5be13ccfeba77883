package pages

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"

	"countersign/api"
	"countersign/models"
	"countersign/models/message"
)

var (
	actions = regexp.MustCompile(`(?s)\{\{.*?\}\}`)
	tags    = regexp.MustCompile(`(?s)<[^>]*>`)
	// attributes of a part that stands within a tag
	attributes = regexp.MustCompile(`[a-z-]+="[^"]*"`)
	saidAloud  = regexp.MustCompile(`(?:aria-label|placeholder|title|alt|value)="([^"]*)"`)
	word       = regexp.MustCompile(`[\p{Han}A-Za-z]+`)
	key        = regexp.MustCompile(`"(page-[a-z0-9_-]*)"`)
)

// sources are the templates and programs of the pages.
func sources(t *testing.T, pattern string) map[string]string {
	t.Helper()
	names, err := filepath.Glob(pattern)
	require.NoError(t, err)
	require.NotEmpty(t, names)
	all := map[string]string{}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		body, err := os.ReadFile(name)
		require.NoError(t, err)
		all[name] = string(body)
	}
	return all
}

func TestNoTemplateHasWordsOfItsOwn(t *testing.T) {
	for name, body := range sources(t, "templates/*.html") {
		plain := actions.ReplaceAllString(body, "")
		for _, said := range saidAloud.FindAllStringSubmatch(plain, -1) {
			if !strings.Contains("true false whole half small save add remove: row-add: row-remove: file-remove: submit check keep propose edit find all holiday workday", said[1]) {
				require.Empty(t, word.FindString(said[1]), "%s: %s", name, said[0])
			}
		}
		text := strings.ReplaceAll(attributes.ReplaceAllString(tags.ReplaceAllString(plain, " "), ""), "&amp;", "")
		require.Empty(t, word.FindString(text), name)
	}
	for name, body := range sources(t, "*.go") {
		for _, line := range strings.Split(body, "\n") {
			code, _, _ := strings.Cut(line, "//")
			require.NotRegexp(t, `\p{Han}`, strings.NewReplacer("年", "", "月", "", "日", "", "、", "").Replace(code), name) // dates are written in words.go
		}
	}
}

func TestEveryWordOfThePagesIsInTheCatalogueAndUsed(t *testing.T) {
	used := map[string]bool{}
	for _, found := range []map[string]string{sources(t, "templates/*.html"), sources(t, "*.go"), sources(t, "../*.go")} {
		for _, body := range found {
			for _, m := range key.FindAllStringSubmatch(body, -1) {
				used[m[1]] = true
			}
		}
	}
	require.Greater(t, len(used), 100)
	said := map[string]string{}
	for _, body := range sources(t, "../../models/message/*.zh-CN.yaml") {
		require.NoError(t, yaml.Unmarshal([]byte(body), &said))
	}
	for k := range used {
		if !strings.HasSuffix(k, "-") {
			require.Contains(t, said, k, "no such message")
		}
	}
	for k := range said {
		begun := used[k] || !strings.HasPrefix(k, "page-")
		for prefix := range used {
			begun = begun || (strings.HasSuffix(prefix, "-") && strings.HasPrefix(k, prefix))
		}
		require.True(t, begun, "nobody says %s", k)
	}
}

func TestWhatIsNamedByAValueHasItsWords(t *testing.T) {
	var keys []string
	for _, b := range boxes {
		keys = append(keys, "page-box-"+string(b), "page-empty-"+string(b), "page-empty-next-"+string(b))
	}
	for _, k := range models.Kinds {
		keys = append(keys, "kind-"+string(k))
		if hasForm(k) {
			keys = append(keys, "page-about-"+string(k))
		}
	}
	for _, r := range api.Books {
		keys = append(keys, "page-register-"+string(r), "register-"+string(r))
	}
	for _, k := range []models.ErrorKind{models.Invalid, models.Unidentified, models.Forbidden, models.Conflict, models.Missing, models.TooMuch, models.Unavailable} {
		keys = append(keys, "page-next-"+string(k))
	}
	for _, c := range []string{"sample", "approval", "authority"} {
		keys = append(keys, "chapter-"+c)
	}
	for _, s := range []models.Size{models.Whole, models.Half, models.Small} {
		keys = append(keys, "size-"+string(s))
	}
	for _, lang := range message.Languages {
		for _, k := range keys {
			require.True(t, message.Has(lang, k), "%s in %s", k, lang)
		}
	}
}

func TestEachRegisterIsOffered(t *testing.T) {
	require.Len(t, api.Books, len(models.Registers)-1, "how the cases stand has a page of its own")
	for _, r := range api.Books {
		require.Contains(t, models.Registers, models.Kind(strings.ReplaceAll(string(r), "-", "_")))
	}
	require.IsType(t, api.Register(""), api.Books[0])
}

func TestOneOfSomethingIsSaidAsOne(t *testing.T) {
	for d, want := range map[time.Duration]string{8 * time.Hour: "1 working day", 16 * time.Hour: "2 working days", 12 * time.Hour: "1.5 working days",
		time.Hour: "1 working hour", 90 * time.Minute: "1.5 working hours", time.Minute: "1 minute", 2 * time.Minute: "2 minutes"} {
		require.Equal(t, want, words{"en"}.left(d))
	}
}
