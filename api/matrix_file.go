package api

import (
	"bytes"
	"context"
	"encoding/csv"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"countersign/models"
	"countersign/models/message"
	"countersign/models/regulation"
	"countersign/policies"
)

// matrixFileMost is how large a table of a matrix may be, in bytes.
const matrixFileMost = 2 << 20

type matrixFileIn struct {
	matrixIn
	Format string `query:"format" enum:"csv,xlsx" default:"xlsx"`
}

// getMatrixFile is a version of the matrix as a table, as one reads it in again.
func (s *Server) getMatrixFile(ctx context.Context, in *matrixFileIn) (*fileOut, error) {
	rows := policies.DefaultMatrix()
	if !in.Regulations {
		v, err := s.MatrixView(ctx, whoAsks(ctx), in.Version)
		if err != nil {
			return nil, err
		}
		rows = nil
		for _, r := range v.Rows {
			rows = append(rows, r.MatrixRow)
		}
	}
	text := policies.MatrixText(rows)
	if in.Format == "csv" {
		return &fileOut{"text/csv; charset=utf-8", disposition("matrix.csv"), []byte("\ufeff" + text)}, nil
	}
	book, err := matrixBook(text)
	return &fileOut{workbook, disposition("matrix.xlsx"), book}, err
}

// matrixBook is the table as a workbook, every cell of which is text.
func matrixBook(text string) ([]byte, error) {
	lines, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		return nil, err
	}
	book := excelize.NewFile()
	defer book.Close()
	out, err := book.NewStreamWriter("Sheet1")
	if err != nil {
		return nil, err
	}
	for n, line := range lines {
		cells := make([]any, len(line))
		for i, c := range line {
			cells[i] = c
		}
		at, err := excelize.CoordinatesToCellName(1, n+1)
		if err == nil {
			err = out.SetRow(at, cells)
		}
		if err != nil {
			return nil, err
		}
	}
	if err := out.Flush(); err != nil {
		return nil, err
	}
	var file bytes.Buffer
	err = book.Write(&file)
	return file.Bytes(), err
}

// ReadMatrix reads a matrix from a table, CSV or a workbook, and says what is wrong with
// it, each fault at its row and column; nothing is kept (authority.matrix). Where a row
// cannot be read there are none: a matrix without some of its rows is another matrix.
func ReadMatrix(lang, name string, content []byte) (MatrixCheckView, error) {
	text, err := tableText(name, content)
	if err != nil {
		return MatrixCheckView{}, refuse(models.Invalid, "matrix-file-unreadable")
	}
	rows, unread := policies.MatrixOf(text)
	if len(unread) > 0 {
		v := MatrixCheckView{Faults: faultViews(unread, lang), Rows: []MatrixRowView{}}
		for i, f := range unread {
			v.Faults[i].Text = message.Text(lang, "matrix-file-row", map[string]any{"At": f.At}) + v.Faults[i].Text
		}
		return v, nil
	}
	if len(rows) == 0 {
		return MatrixCheckView{}, models.Refuse(models.Invalid, regulation.AuthorityMatrix, "matrix-file-empty")
	}
	return MatrixCheckView{Faults: faultViews(policies.CheckMatrix(rows), lang), Rows: matrixRows(lang, rows)}, nil
}

// tableText is the table as CSV: of a workbook the first sheet.
func tableText(name string, content []byte) (string, error) {
	if strings.EqualFold(path.Ext(name), ".xlsx") {
		return sheetText(content)
	}
	if utf8.Valid(content) {
		return string(content), nil
	}
	return simplifiedchinese.GB18030.NewDecoder().String(string(content))
}

func sheetText(content []byte) (string, error) {
	book, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{UnzipSizeLimit: 16 << 20, RawCellValue: true})
	if err != nil {
		return "", err
	}
	defer book.Close()
	lines, err := book.GetRows(book.GetSheetName(0))
	if err != nil || len(lines) == 0 {
		return "", err
	}
	var text strings.Builder
	out := csv.NewWriter(&text)
	for _, line := range lines {
		if strings.TrimSpace(strings.Join(line, "")) != "" { // a row ends with its last filled cell
			_ = out.Write(append(line, make([]string, max(0, len(lines[0])-len(line)))...))
		}
	}
	out.Flush()
	return text.String(), out.Error()
}

type matrixReadIn struct {
	RawBody huma.MultipartFormFiles[struct {
		File huma.FormFile `form:"file" required:"true" doc:"A workbook (.xlsx) or a CSV file with the columns of an exported matrix."`
	}]
}

func (s *Server) postMatrixFile(ctx context.Context, in *matrixReadIn) (*of[MatrixCheckView], error) {
	defer in.RawBody.Form.RemoveAll()
	f := in.RawBody.Data().File
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, matrixFileMost+1))
	if err != nil {
		return nil, err
	}
	if len(content) > matrixFileMost {
		return nil, refuse(models.TooMuch, "matrix-file-large", "Most", matrixFileMost>>20)
	}
	return answer(ReadMatrix(langOf(ctx), f.Filename, content))
}
