package models

// The verbs of reading, beside Read.
const (
	Print  Verb = "print"  // put a case on paper
	Export Verb = "export" // take a case or a register out as a file
	List   Verb = "list"   // look at a register
)

// The verbs of the house: they concern no case.
const (
	GiveProxy    Verb = "proxy"    // let someone sign for oneself
	Import       Verb = "import"   // bring in units, posts, people, products
	SetCalendar  Verb = "calendar" // change holidays and make-up workdays
	EnterAbsence Verb = "absence"  // say when one is away
	KeepAbsences Verb = "absences" // keep those of the company
	DryRun       Verb = "dry_run"  // see what a change of the rules would change
	KeepAccounts Verb = "accounts" // look after accounts, sessions and API tokens
	Audit        Verb = "audit"    // look at what was done to the house
	ResetFactors Verb = "factors"  // have lost factors removed, which takes two people
)

// HouseVerbs lists the verbs of the house.
var HouseVerbs = []Verb{GiveProxy, Import, SetCalendar, DryRun, EnterAbsence, KeepAbsences, KeepAccounts, Audit, ResetFactors}

// House is the kind of what concerns no case.
const House Kind = "house"

// Verbs lists every verb that a policy may speak of.
var Verbs = []Verb{
	Read, Print, Export, Comment, Submit, Resubmit, Withdraw, Sign, RefuseIt, SendBack,
	Transfer, Delegate, Advise, Recall, AddSigner, RemoveSigner, TakeBack, Copy, Remind, Ask, Answer, Carry,
	Collect, ReturnToWorkshop, RegisterStock, HandOver, Take, Release, Renew,
	Total, Explain, Report, Book, StockOut,
	List, GiveProxy, Import, SetCalendar, DryRun, EnterAbsence, KeepAbsences, KeepAccounts, Audit, ResetFactors,
}

// Registers lists the registers: as kinds of List and Export they name a table
// of the company's records.
var Registers = []Kind{"sample_ledger", "gate_passes", "entries", "exceptions", "month_ends", "handovers", StandingRegister, "efficiency"}

// Catalogues are the lists in which one finds what a case names: as kinds of List they
// name a table of a company, or a column of one (approval.need-to-know).
var Catalogues = []Kind{CustomerCatalogue, VarietyCatalogue, PriceCatalogue}

// The catalogues: customers, varieties, and what a kilogram of a variety costs.
const (
	CustomerCatalogue Kind = "customers"
	VarietyCatalogue  Kind = "varieties"
	PriceCatalogue    Kind = "prices"
)

// StandingRegister is the register of how the company's cases stand (approval.never-stuck).
const StandingRegister Kind = "standing"
