package policies

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestAuthorityMatrix_AsATableReadsBackAsItWas(t *testing.T) {
	rows, faults := MatrixOf("\ufeff" + MatrixText(DefaultMatrix()))
	require.Empty(t, faults)
	require.Equal(t, DefaultMatrix(), rows)
	shipped, faults := MatrixOf(defaultMatrix)
	require.Empty(t, faults)
	require.Equal(t, DefaultMatrix(), shipped, "the file of the product is such a table")
}

func TestAuthorityMatrix_EachFaultOfATableIsSaidByItsRow(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(MatrixText(DefaultMatrix())), "\n")
	lines[1] = strings.Replace(lines[1], ",1,all", ",one,all", 1)
	lines[2] = strings.Replace(lines[2], "approval.send-back", "no.clause", 1)
	lines[3] += "thrice"
	lines[4] += ",more"
	rows, faults := MatrixOf(strings.Join(lines, "\n"))
	require.Len(t, rows, len(DefaultMatrix())-4, "the others are read")
	var said []string
	for _, f := range faults {
		said = append(said, f.At+" "+f.Key)
	}
	require.Equal(t, []string{"rows[0].round matrix-number", "rows[1].clause matrix-clause", "rows[2].twice matrix-twice", "rows[3].columns matrix-columns"}, said)
	shifted := strings.Replace(MatrixText(DefaultMatrix()[:1]), ",,,", ",,never,", 1)
	_, faults = MatrixOf(shifted)
	require.Equal(t, "rows[0].only", faults[0].At)
	for _, cut := range []string{",,", ",,,"} { // tables of before some columns were there
		var older []string
		for _, line := range strings.Split(strings.TrimSpace(MatrixText(DefaultMatrix())), "\n") {
			line = strings.TrimSuffix(strings.TrimSuffix(line, ",own,twice"), map[string]string{",,": "", ",,,": ",proof"}[cut])
			older = append(older, strings.TrimSuffix(line, cut))
		}
		rows, faults = MatrixOf(strings.Join(older, "\n"))
		require.Empty(t, faults)
		require.Equal(t, DefaultMatrix(), rows)
	}
	for _, none := range []string{"", "kind,step\n", "no table at all", "\"\n"} {
		rows, faults := MatrixOf(none)
		require.Empty(t, rows)
		if none != "" {
			require.Len(t, faults, 1, none)
		}
	}
}
