package roster

import "countersign/models/calendar"

// The tables are the form of the files: which sheets there are, their columns
// and what to write in them.
var (
	companies = table[Company]{
		kind: Companies, zh: "公司", en: "Companies", single: "company",
		rows: func(r *Roster) *[]Company { return &r.Companies },
		line: func(c *Company) *int { return &c.Line },
		columns: []column[Company]{
			{"code", "编码", "Code", key, "集团内唯一的公司编码，如 MILL", "The company's code, unique in the group, such as MILL", func(c *Company) cell { return word{&c.Code} }},
			{"name", "名称", "Name", needed, "公司全称", "Full name", func(c *Company) cell { return word{&c.Name} }},
			{"name_en", "英文名称", "English name", 0, "可不填", "May be empty", func(c *Company) cell { return word{&c.NameEn} }},
			{"parent", "上级公司", "Parent", 0, "上级公司的编码；总部不填", "Code of the parent company; empty for the head office", func(c *Company) cell { return word{&c.Parent} }},
			{"kind", "类型", "Kind", needed, "从下拉列表中选择", "Choose from the list", func(c *Company) cell { return oneOf[CompanyKind]{&c.Kind, companyKinds} }},
		},
	}
	units = table[Unit]{
		kind: Units, zh: "部门", en: "Units", single: "unit",
		rows: func(r *Roster) *[]Unit { return &r.Units },
		line: func(u *Unit) *int { return &u.Line },
		columns: []column[Unit]{
			{"company", "公司", "Company", key, "公司编码", "Company code", func(u *Unit) cell { return word{&u.Company} }},
			{"code", "编码", "Code", key, "公司内唯一的部门编码", "The unit's code, unique in the company", func(u *Unit) cell { return word{&u.Code} }},
			{"name", "名称", "Name", needed, "部门名称", "Name of the unit", func(u *Unit) cell { return word{&u.Name} }},
			{"name_en", "英文名称", "English name", 0, "可不填", "May be empty", func(u *Unit) cell { return word{&u.NameEn} }},
			{"parent", "上级部门", "Parent", 0, "同一公司上级部门的编码；没有则不填", "Code of the parent unit in the same company; empty if none", func(u *Unit) cell { return word{&u.Parent} }},
			{"function", "职能", "Function", needed, "从下拉列表中选择；流程按职能找到部门", "Choose from the list; procedures find the unit by it", func(u *Unit) cell { return oneOf[Function]{&u.Function, functions} }},
			{"from", "设立日期", "From", 0, "设立的第一天，如 2026-01-01；一向就有的不填", "First day, such as 2026-01-01; empty if it was always there", func(u *Unit) cell { return date{&u.From} }},
			{"until", "撤销日期", "Until", 0, "撤销后的第一天；仍在的不填", "First day without it; empty while it lasts", func(u *Unit) cell { return date{&u.Until} }},
		},
	}
	posts = table[Post]{
		kind: Posts, zh: "职务", en: "Posts", single: "post",
		rows: func(r *Roster) *[]Post { return &r.Posts },
		line: func(p *Post) *int { return &p.Line },
		columns: []column[Post]{
			{"company", "公司", "Company", needed, "公司编码", "Company code", func(p *Post) cell { return word{&p.Company} }},
			{"unit", "部门", "Unit", needed, "部门编码", "Unit code", func(p *Post) cell { return word{&p.Unit} }},
			{"code", "编码", "Code", key, "集团内唯一的职务编码", "The post's code, unique in the group", func(p *Post) cell { return word{&p.Code} }},
			{"title", "职务名称", "Title", needed, "如 市场营销部部长", "Such as Head of Marketing", func(p *Post) cell { return word{&p.Title} }},
			{"title_en", "英文职务名称", "English title", 0, "可不填", "May be empty", func(p *Post) cell { return word{&p.TitleEn} }},
			{"rank", "级别", "Rank", needed, "从下拉列表中选择", "Choose from the list", func(p *Post) cell { return oneOf[Rank]{&p.Rank, ranks} }},
			{"superior", "上级职务", "Superior", 0, "直接上级的职务编码；最高职务不填", "Code of the superior post; empty for the highest", func(p *Post) cell { return word{&p.Superior} }},
			{"deputy_of", "副职所属", "Deputy of", 0, "本职务是哪个职务的副职（编码）", "Code of the post that this one deputises for", func(p *Post) cell { return word{&p.DeputyOf} }},
			{"from", "设立日期", "From", 0, "设立的第一天，如 2026-01-01；一向就有的不填", "First day, such as 2026-01-01; empty if it was always there", func(p *Post) cell { return date{&p.From} }},
			{"until", "撤销日期", "Until", 0, "撤销后的第一天；仍在的不填", "First day without it; empty while it lasts", func(p *Post) cell { return date{&p.Until} }},
		},
	}
	people = table[Person]{
		kind: People, zh: "人员", en: "People", single: "person",
		rows: func(r *Roster) *[]Person { return &r.People },
		line: func(p *Person) *int { return &p.Line },
		columns: []column[Person]{
			{"no", "工号", "Employee no.", key, "集团内唯一的工号", "Employee number, unique in the group", func(p *Person) cell { return word{&p.No} }},
			{"name", "姓名", "Name", needed, "姓名", "Name", func(p *Person) cell { return word{&p.Name} }},
			{"name_en", "英文姓名", "English name", 0, "不填则不变；填 - 清除", "Empty leaves it as it is; - takes it away", func(p *Person) cell { return word{&p.NameEn} }},
			{"login", "登录名", "Login", 0, "小写字母和数字，集团内唯一；不填则不变，填 - 取消", "Lower-case letters and digits, unique; empty leaves it as it is, - takes it away", func(p *Person) cell { return word{&p.Login} }},
			{"email", "邮箱", "E-mail", 0, "不填则不变；填 - 清除", "Empty leaves it as it is; - takes it away", func(p *Person) cell { return address{&p.Email} }},
			{"phone", "电话", "Phone", 0, "不填则不变；填 - 清除", "Empty leaves it as it is; - takes it away", func(p *Person) cell { return word{&p.Phone} }},
			{"until", "离职日期", "Until", 0, "离职后的第一天；在职不填", "First day after the last one; empty while employed", func(p *Person) cell { return date{&p.Until} }},
		},
	}
	holdings = table[Holding]{
		kind: Holdings, zh: "任职", en: "Holdings", single: "holding",
		rows: func(r *Roster) *[]Holding { return &r.Holdings },
		line: func(h *Holding) *int { return &h.Line },
		over: func(h *Holding) bool { return !h.Until.IsZero() },
		columns: []column[Holding]{
			{"post", "职务", "Post", key, "职务编码", "Post code", func(h *Holding) cell { return word{&h.Post} }},
			{"person", "工号", "Employee no.", key, "人员工号", "Employee number", func(h *Holding) cell { return word{&h.Person} }},
			{"from", "任职日期", "From", key, "任职的第一天，如 2026-01-01", "First day in the post, such as 2026-01-01", func(h *Holding) cell { return date{&h.From} }},
			{"until", "卸任日期", "Until", 0, "不再任职的第一天；在任不填", "First day no longer in the post; empty while it lasts", func(h *Holding) cell { return date{&h.Until} }},
		},
	}
	customers = table[Customer]{
		kind: Customers, zh: "客户", en: "Customers", single: "customer",
		rows: func(r *Roster) *[]Customer { return &r.Customers },
		line: func(c *Customer) *int { return &c.Line },
		columns: []column[Customer]{
			{"company", "公司", "Company", key, "公司编码", "Company code", func(c *Customer) cell { return word{&c.Company} }},
			{"code", "编码", "Code", key, "公司内唯一的客户编码", "The customer's code, unique in the company", func(c *Customer) cell { return word{&c.Code} }},
			{"name", "名称", "Name", needed, "客户全称", "Full name", func(c *Customer) cell { return word{&c.Name} }},
			{"category", "类别", "Category", needed, "从下拉列表中选择", "Choose from the list", func(c *Customer) cell { return oneOf[Category]{&c.Category, categories} }},
		},
	}
	varieties = table[Variety]{
		kind: Varieties, zh: "品种", en: "Varieties", single: "variety",
		rows: func(r *Roster) *[]Variety { return &r.Varieties },
		line: func(v *Variety) *int { return &v.Line },
		columns: []column[Variety]{
			{"company", "公司", "Company", key, "公司编码", "Company code", func(v *Variety) cell { return word{&v.Company} }},
			{"code", "编码", "Code", key, "公司内唯一的品种编码", "The variety's code, unique in the company", func(v *Variety) cell { return word{&v.Code} }},
			{"name", "名称", "Name", needed, "品种名称，如 JC 60S", "Name, such as JC 60S", func(v *Variety) cell { return word{&v.Name} }},
			{"in_production", "在产", "In production", needed, "是或否", "Yes or no", func(v *Variety) cell { return yes{&v.InProduction} }},
			{"price", "单价（元/公斤）", "Price (CNY/kg)", needed, "正常销售单价，最多两位小数", "Normal selling price, at most two decimals", func(v *Variety) cell { return money{&v.PricePerKg} }},
		},
	}
	days = table[Day]{
		kind: Days, zh: "日历", en: "Calendar", single: "day",
		rows: func(r *Roster) *[]Day { return &r.Days },
		line: func(d *Day) *int { return &d.Line },
		over: func(*Day) bool { return true }, // a day that a file does not mention stays: it is taken away on the calendar's own page
		columns: []column[Day]{
			{"company", "公司", "Company", key, "公司编码", "Company code", func(d *Day) cell { return word{&d.Company} }},
			{"date", "日期", "Date", key, "放假或补班的日期，写成 年-月-日；录入一个年度须包括元旦", "The day, as year-month-day; a year that is entered has its 1 January", func(d *Day) cell { return date{&d.Date} }},
			{"kind", "类型", "Kind", needed, "放假或补班，从下拉列表中选择", "Holiday or make-up workday; choose from the list", func(d *Day) cell { return oneOf[calendar.Kind]{&d.Kind, dayKinds} }},
			{"name", "名称", "Name", needed, "如 国庆节", "Such as National Day", func(d *Day) cell { return word{&d.Name} }},
			{"name_en", "英文名称", "English name", 0, "可不填", "May be empty", func(d *Day) cell { return word{&d.NameEn} }},
			{"source", "依据", "Source", 0, "如 国务院办公厅通知文号；可不填", "Such as the number of the notice; may be empty", func(d *Day) cell { return word{&d.Source} }},
		},
	}
)

// sheets are all tables, in the order in which one refers to another.
var sheets = []sheet{companies, units, posts, people, holdings, customers, varieties, days}
