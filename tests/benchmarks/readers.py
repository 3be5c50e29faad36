"""Readers of the posts that `pool` imports, whose authors tagged them with topics only: for each reader, and for each
branch of business, what is said of it, and the topics that are for it. Written before anything was measured by them.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Group:
    """`said`: name, aliases and description, as `hub.targeting` puts them together; `topics`: slugs."""

    said: str
    topics: frozenset[str]


def _group(said: str, topics: str) -> Group:
    return Group(said, frozenset(topics.split()))


READERS = {
    "contracting-officer": _group(
        "Contracting officer, acquisition specialist, procurement officer, buyer. Goals: "
        "buy digital services quickly, within the rules, from vendors who deliver. Pains:"
        " requests for proposals of a thousand pages, protests, fixed scopes that turn "
        "out wrong, vendors nobody can compare. Wants sample clauses, ways to evaluate "
        "offers, and what others learned from smaller contracts.",
        "procurement acquisition-services agile-bpa modular-contracting micro-purchase-"
        "platforms rfp-ghostwriting digital-acquisition-accelerator post-award-management"
        " qasp calc",
    ),
    "engineer": _group(
        "Software engineer, developer, programmer, devops engineer. Goals: code that can "
        "be changed without fear, deployed any day and run by the team. Pains: legacy "
        "systems, manual releases, undocumented interfaces, debt nobody pays back. Wants "
        "examples, tools, tests and architecture, told by engineers.",
        "api devops testing technical-guides technical-debt technical-debt jekyll "
        "cloud-gov application-development database collaboration-tools",
    ),
    "designer": _group(
        "Designer and researcher, UX designer, user researcher, service designer. Goals: "
        "services that people can use at the first try. Pains: stakeholders who know what"
        " users want without asking, no access to participants, accessibility as an "
        "afterthought. Wants methods, templates and stories of what was learned from "
        "users.",
        "design user-centered-design user-research usability accessibility web-design-"
        "system form-design",
    ),
    "writer": _group(
        "Content and communications, content designer, writer, editor, communications "
        "officer. Goals: plain words that people understand and trust. Pains: jargon, "
        "legal language, pages nobody maintains, a tone that differs from page to page. "
        "Wants style guides, editing practice and ways to organise content.",
        "content-design communication-tools-and-practices",
    ),
    "security": _group(
        "Security officer, CISO, security engineer, authorizing official. Goals: systems "
        "that withstand attacks and pass authorization. Pains: unencrypted sites, "
        "passwords reused, compliance paperwork that makes nobody safer. Wants controls, "
        "encryption, identity, disclosure of vulnerabilities.",
        "security https identity login-gov ato pulse-cio-gov",
    ),
    "candidate": _group(
        "Candidate, job seeker, applicant, new hire. Goals: meaningful work with good "
        "colleagues, and a life beside it. Pains: hiring that takes months, not knowing "
        "what a day is like, relocating. Wants to know the people, the culture, remote "
        "work and how to apply.",
        "join-us talent day-in-the-life staff-profiles onboarding interview culture distributed",
    ),
    "data": _group(
        "Data journalist and analyst, data analyst, transparency advocate, open data "
        "advocate. Goals: numbers that anybody can check and reuse. Pains: figures locked"
        " in PDFs, formats that differ by office, no downloads. Wants datasets, "
        "standards, visualisations and open access to what government spends and "
        "collects.",
        "open-data data-access data-act transparency open-government useiti fec-gov analytics-usa-gov",
    ),
    "executive": _group(
        "Senior executive, deputy secretary, CIO, agency head, leadership. Goals: a "
        "modernisation that succeeds in their term of office. Pains: large projects that "
        "fail late, staff who resist, vendors who set the course, oversight hearings. "
        "Wants to know what to ask, whom to empower and how to lead change.",
        "senior-executives convincing-stakeholders stakeholder-management culture-change "
        "transformation-services it-centralization",
    ),
    "product": _group(
        "Product manager, product owner, scrum master, project manager. Goals: a team "
        "that ships the right thing in small steps. Pains: backlogs without end, "
        "deadlines instead of outcomes, meetings. Wants practices for planning, "
        "prioritising, estimating and looking back.",
        "agile product",
    ),
    "state": _group(
        "State and local official, state agency, benefits administrator, Medicaid "
        "director. Goals: federal money well spent, benefits paid on time. Pains: "
        "eligibility systems of the seventies, budget rules written for buildings, one "
        "huge contractor. Wants budgeting, oversight and modernisation of benefit "
        "programmes in states.",
        "state-and-local-practice public-benefits alaska",
    ),
}

BRANCHES = {
    "justice": _group(
        "Justice and courts, courts, law enforcement, civil rights, crime, police.",
        "department-of-justice tax-court fbi civil-rights",
    ),
    "environment": _group(
        "Environment and land, forests, public lands, parks, natural resources, mining.",
        "environmental-protection-agency forest-service useiti usgs u-s-geological-survey "
        "every-kid-in-a-park nrrd",
    ),
    "health": _group(
        "Health and benefits, Medicaid, healthcare, child welfare, food assistance, "
        "social services.",
        "public-benefits hhs one-ohs",
    ),
    "elections": _group(
        "Elections and campaign finance, voting, campaign finance, elections.",
        "fec-gov vote-usa-gov",
    ),
    "defense": _group(
        "Defense, military, navy, army, veterans, national security.",
        "navy-reserve military national-security",
    ),
    "treasury": _group(
        "Treasury and spending, federal spending, tax, budget data.",
        "treasury tax-court data-act new-ten",
    ),
    "education": _group(
        "Education, colleges, schools, students, universities.",
        "education college-scorecard",
    ),
    "immigration": _group(
        "Immigration and labor, citizenship, wages, labor law, workers.",
        "department-of-labor uscis",
    ),
}
