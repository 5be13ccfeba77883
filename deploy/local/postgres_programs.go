package local

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// debianFolders is where Debian and its kin put PostgreSQL, one folder a major version.
var debianFolders = "/usr/lib/postgresql/*/bin"

// findPostgres returns the folder with initdb and postgres. Once there is a cluster only its own major version will do:
// PostgreSQL does not read another's files.
func findPostgres(ctx context.Context, o Options, home string, user owner) (string, error) {
	made := madeBy(filepath.Join(home, "data"))
	suits := func(folder string) bool {
		return complete(folder) && (made == 0 || major(version(folder)) == made)
	}
	if o.Postgres != "" {
		if !suits(o.Postgres) {
			return "", unsuitable(o.Postgres, made)
		}
		return o.Postgres, nil
	}
	candidates := append(append(pathFolder(), newestFirst(debianFolders)...), npmPrograms(home))
	if i := slices.IndexFunc(candidates, suits); i >= 0 {
		return candidates[i], nil
	}
	if made != 0 && made != npmMajor {
		return "", fmt.Errorf("the database was made by PostgreSQL %d, which is not on this machine: install it, or name its folder", made)
	}
	return npmInstall(ctx, home, user, o.Progress)
}

func unsuitable(folder string, made int) error {
	if !complete(folder) {
		return fmt.Errorf("%s has no initdb and postgres: name the folder of PostgreSQL's programs", folder)
	}
	return fmt.Errorf("the database was made by PostgreSQL %d, and %s has %s: name the folder of version %d", made, folder, version(folder), made)
}

// madeBy returns the major version that made a cluster, 0 when there is none.
func madeBy(data string) int {
	text, _ := os.ReadFile(filepath.Join(data, "PG_VERSION"))
	made, _ := strconv.Atoi(strings.TrimSpace(string(text)))
	return made
}

func complete(folder string) bool {
	for _, name := range []string{"initdb", "postgres"} {
		if info, err := os.Stat(filepath.Join(folder, name)); err != nil || info.IsDir() || info.Mode()&0o100 == 0 {
			return false
		}
	}
	return true
}

// pathFolder returns the folder of PATH that has PostgreSQL; a symbolic link leads to where its libraries are.
func pathFolder() []string {
	name, err := exec.LookPath("postgres")
	if err != nil {
		return nil
	}
	if real, err := filepath.EvalSymlinks(name); err == nil {
		name = real
	}
	return []string{filepath.Dir(name)}
}

func newestFirst(pattern string) []string {
	folders, _ := filepath.Glob(pattern)
	slices.SortFunc(folders, func(a, b string) int { return major(b) - major(a) })
	return folders
}

var number = regexp.MustCompile(`[0-9]+`)

// major is the first number in text: a version's, or a folder's.
func major(text string) int {
	n, _ := strconv.Atoi(number.FindString(text))
	return n
}

// version returns what the program calls itself, such as "PostgreSQL 15.18".
func version(folder string) string {
	out, err := exec.Command(filepath.Join(folder, "postgres"), "--version").Output()
	if err != nil {
		return "PostgreSQL"
	}
	words := strings.Fields(strings.TrimPrefix(string(out), "postgres (PostgreSQL)"))
	if len(words) == 0 {
		return "PostgreSQL"
	}
	return "PostgreSQL " + words[0]
}
