package regulation

// Sample requests 样品索取.
var (
	SamplePaidByDefault = clause("sample.paid-by-default", "R2.1", title{"样品收费", "Samples are paid for"},
		"客户索取的样品按该产品正常售价收费，并走产品销售手续（定价、收款、销售入账）；只有按下述免费程序办理的样品才不收款。",
		"A sample that a customer asks for is charged at the product's normal selling price and goes the sale way (price, receipt, sale entry); only what follows the free way below is not paid.")
	SampleForm = clause("sample.form", "R2.2.1", title{"一式三联", "In triplicate"},
		"市场营销部填写统一编号的《取样、出门审批单》，一式三联：营销存根、生产取样联、出门证。",
		"Marketing issues one numbered sampling and gate-exit approval form in triplicate: its own copy, the production copy and the gate pass.")
	SampleComplete = clause("sample.complete", "R2.2.2", title{"审批单填写", "A complete form"},
		"审批单各栏必须填写齐全，规格栏写明整纱、半纱、小纱及各自数量；填写不全的不得提交。",
		"Every field is filled in; the specification names the size (whole, half, small) and the number of each. An incomplete form cannot be submitted.",
		exceptable)
	SampleTwoSignatures = clause("sample.two-signatures", "R2.2.2", title{"两级签字", "Two signatures"},
		"审批单须经部门领导、总经理依次签字后方可生效。",
		"The form takes effect only when the department head and then the general manager have signed it.")
	SampleWeights = clause("sample.weights", "R2.2.3", title{"折算重量", "Weights"},
		"重量按标准折算：整纱按出口标准，半纱按半纱标准，小纱按两个纡管的绕纱量。",
		"Weights are computed from the standard: a whole cone is the export standard, a half cone, a small sample is what two bobbins hold.")
	SampleDraw = clause("sample.draw", "R2.2.4", title{"凭单取样", "Drawing samples"},
		"生产部门只凭经办人出示的已生效审批单发给样品。",
		"Production hands a sample over only against an effective form shown by the handler who applied.")
	SampleLedger = clause("sample.ledger", "R2.2.5", title{"取样台帐", "The ledger"},
		"车间设样品登记台帐，登记品种、数量、规格，并由取样人签字。",
		"The workshop keeps a sample ledger with variety, quantity, specification and the signature of the person who took the sample.")
	SampleMonthEnd = clause("sample.month-end", "R2.2.5", title{"月末核对", "Month end"},
		"月末生产部门汇总取样数量，与车间台帐核对一致后报财务部办理出库和销售手续；有差异的逐笔列示，未说明并签字前不得上报。",
		"At month end production totals the quantities drawn, reconciles them with the workshop ledger and reports to finance, which does the stock-out and sale formalities, only when they agree. A difference is shown line by line and blocks the report until it is explained and signed.")
	SampleGate = clause("sample.gate", "R2.2.6", title{"凭证出门", "The gate"},
		"门卫凭手续齐全的出门证核对实物后放行；每张出门证只能使用一次。",
		"The guard lets a sample out only against a pass whose formalities are complete, after checking it against the goods. Each pass is used once.")
	SampleFromWarehouse = clause("sample.from-warehouse", "R2.2.7", title{"回车间手续", "Through the warehouse"},
		"所取品种当时未生产的，由生产部通知车间办理回车间手续后取样，司库员同时登记。",
		"Where the variety is not being made at the time, production tells the workshop to do the return-to-workshop formality, then the sample is drawn; the storekeeper registers it at the same time.")
	SampleRequisition = clause("sample.requisition", "R2.2.8", title{"样品领用", "Requisition"},
		"样品入库部分由市场营销部填写领用单，经总经理批准后办理出库，财务部同时记入销售费用和销售。",
		"Marketing writes a requisition for the quantity taken into stock, the general manager approves it, the stock-out is done, and finance books it as selling expense and as a sale at the same time.")
)

// Parameters of the sample chapter. Weights are in grams of one piece.
var (
	WholeGrams   = param(SampleWeights, "whole_g", 1900, between(1, 100_000))
	HalfGrams    = param(SampleWeights, "half_g", 800, between(1, 100_000))
	SmallGrams   = param(SampleWeights, "small_g", 120, between(1, 100_000))
	MostPieces   = param(SampleComplete, "most_pieces", 20, between(1, 10_000))
	SampleCopies = param(SampleForm, "copies", []string{"marketing", "production", "gate"}, someOf(1, "marketing", "production", "gate"))
	// ClosingDay is the first day of a month on which it may be totalled.
	ClosingDay     = param(SampleMonthEnd, "closing_day", 25, between(1, 28))
	PassValidHours = param(SampleGate, "valid_hours", 72, between(1, 8760))
)
