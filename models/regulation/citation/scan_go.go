package citation

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"strconv"
	"strings"

	"countersign/models/regulation"
)

// declared reads which variable stands for which clause, and of which clause each
// parameter is.
func (s *scan) declared(tree fs.FS) error {
	files, err := fs.Glob(tree, declarations+"/*.go")
	if err != nil {
		return err
	}
	params := map[string]string{}
	for _, name := range files {
		text, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, text, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if v, ok := n.(*ast.ValueSpec); ok && len(v.Names) == 1 && len(v.Values) == 1 {
				s.declare(v.Names[0].Name, v.Values[0], params)
			}
			return true
		})
	}
	for name, clause := range params {
		s.names[name] = s.names[clause]
	}
	return nil
}

func (s *scan) declare(name string, value ast.Expr, params map[string]string) {
	call, ok := value.(*ast.CallExpr)
	if !ok || len(call.Args) == 0 {
		return
	}
	switch maker, _ := call.Fun.(*ast.Ident); {
	case maker == nil:
	case maker.Name == "clause":
		if id, ok := literal(call.Args[0]); ok {
			s.names[name] = regulation.ID(id)
		}
	case maker.Name == "param":
		if clause, ok := call.Args[0].(*ast.Ident); ok {
			params[name] = clause.Name
		}
	}
}

// source finds regulation.X in Go.
func (s *scan) source(name string, text []byte) error {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, name, text, 0)
	if err != nil {
		return err
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if use, ok := n.(*ast.SelectorExpr); ok {
			s.cite(s.code, s.cited(use), fmt.Sprintf("%s:%d", name, files.Position(use.Pos()).Line))
		}
		return true
	})
	return nil
}

// cited is the clause that an expression names; empty for any other expression.
func (s *scan) cited(e ast.Expr) regulation.ID {
	use, ok := e.(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	if from, ok := use.X.(*ast.Ident); !ok || from.Name != "regulation" {
		return ""
	}
	return s.names[use.Sel.Name]
}

// test finds the titles and names of tests that begin with a clause.
func (s *scan) test(name string, text []byte) error {
	file, err := parser.ParseFile(token.NewFileSet(), name, text, 0)
	if err != nil {
		return err
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch said := n.(type) {
		case *ast.BinaryExpr: // "sample.gate goods of "+kind+" stay": what is not known before the test runs is an ellipsis
			if title := joined(said); title != "" {
				if first, _, more := strings.Cut(title, " "); more {
					s.cite(s.tests, regulation.ID(first), name+":"+title)
				}
				return false
			}
		case *ast.BasicLit:
			title, _ := literal(said)
			if first, _, more := strings.Cut(title, " "); more {
				s.cite(s.tests, regulation.ID(first), name+":"+title)
			}
		case *ast.CompositeLit: // {regulation.SampleGate, "the guard lets a sample out once", …}
			if len(said.Elts) > 1 {
				if title, ok := literal(said.Elts[1]); ok {
					s.cite(s.tests, s.cited(said.Elts[0]), name+":"+title)
				}
			}
		case *ast.FuncDecl:
			if first, _, more := strings.Cut(strings.TrimPrefix(said.Name.Name, "Test"), "_"); more && first != said.Name.Name {
				s.cite(s.tests, s.names[first], name+":"+said.Name.Name)
			}
		}
		return true
	})
	return nil
}

// joined is the text of literals that are put together with other things, which stand as
// an ellipsis; empty where it does not begin with a literal.
func joined(e ast.Expr) string {
	sum, ok := e.(*ast.BinaryExpr)
	if !ok || sum.Op != token.ADD {
		text, _ := literal(e)
		return text
	}
	left := joined(sum.X)
	if left == "" {
		return ""
	}
	if right, ok := literal(sum.Y); ok {
		return left + right
	}
	return left + "…"
}

// literal is the text of a string literal.
func literal(e ast.Expr) (string, bool) {
	said, ok := e.(*ast.BasicLit)
	if !ok || said.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(said.Value)
	return text, err == nil
}
