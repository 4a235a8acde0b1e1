//! What the rules of retention decide, rule by rule and for any tags.

use proptest::prelude::*;

use super::*;

const DAY: Duration = Duration::from_hours(24);

fn aged(tag: &str, days: impl Into<Option<u32>>) -> Aged {
    let age = days.into().map(|days| DAY * days);
    Aged { tag: tag.to_owned(), pushed: age, created: age.map(|age| age * 2) }
}

fn going(rules: &str, repository: &str, tags: &[Aged]) -> Vec<String> {
    let fates = Retention::parse(rules).unwrap().decide(repository, tags);
    tags.iter().zip(fates).filter(|(_, fate)| fate.goes).map(|(aged, _)| aged.tag.clone()).collect()
}

#[test]
fn patterns_mind_slashes() {
    for (pattern, text, matches) in [
        ("team/**", "team/a/b", true),
        ("team/**", "team", false),
        ("team/*", "team/a", true),
        ("team/*", "team/a/b", false),
        ("**", "a/b", true),
        ("**/b", "a/x/b", true),
        ("*", "", true),
        ("v?.*", "v1.20", true),
        ("v?.*", "v10.2", false),
        ("?", "/", false),
        ("a", "b", false),
        ("", "", true),
        ("", "a", false),
        ("é*", "éa", true),
        ("a**b*c", "a/x/bbc", true),
    ] {
        assert_eq!(glob(pattern, text), matches, "{pattern} {text}");
    }
}

#[test]
fn each_condition_of_a_rule_has_to_hold() {
    let tags = [aged("a", 1), aged("b", 10), aged("c", 40), aged("d", 50), aged("odd", None), aged("latest", 90)];
    for (rules, expected) in [
        ("keep_last = 2", &["c", "d", "latest"][..]),
        ("older_than = '30d'", &["c", "d", "latest"]),
        ("keep_last = 3\nolder_than = '30d'", &["d", "latest"]),
        ("keep_last = 1\nolder_than = '45d'", &["d", "latest"]),
        ("keep_last = 2\nkeep = ['l*']", &["c", "d"]),
        ("keep_last = 0\ntags = ['a', 'c', 'odd']", &["a", "c"]),
        ("older_than = '30d'\norder = 'created'\ntags = ['?']", &["c", "d"]),
        ("older_than = '15d'\norder = 'created'\ntags = ['?']", &["b", "c", "d"]),
        ("untagged_older_than = '1w'", &[]),
        ("keep_last = 0\nrepositories = ['other/**']", &[]),
        ("keep_last = 0\ntags = ['c']\n[[retention]]\nolder_than = '45d'\nkeep = ['latest']", &["c", "d"]),
    ] {
        assert_eq!(going(&format!("[[retention]]\n{rules}"), "team/x", &tags), expected, "{rules}");
    }
}

#[test]
fn each_decision_says_why() {
    let rules = "[[retention]]\nkeep_last = 1\nolder_than = '2w'\ntags = ['?', 'odd']\n\
                 [[retention]]\nkeep = ['l*']\nolder_than = '100d'";
    let tags = [aged("a", 1), aged("b", 13), aged("c", 15), aged("odd", None), aged("latest", 200), aged("old", 101)];
    let fates = Retention::parse(rules).unwrap().decide("x", &tags);
    let reasons: Vec<&str> = fates.iter().map(|fate| fate.reason.as_str()).collect();
    assert_eq!(
        reasons,
        [
            "rule 2: younger than 100d",
            "rule 2: younger than 100d",
            "rule 1: not among the newest 1, and older than 2w",
            "rule 2: its age cannot be read",
            "keep = \"l*\" names it",
            "rule 2: older than 100d",
        ]
    );
    let only = Retention::parse("[[retention]]\nkeep_last = 1\ntags = ['x']").unwrap();
    assert_eq!(only.decide("x", &tags[..1])[0].reason, "no rule is about it");
}

#[test]
fn manifests_without_a_tag_go_by_the_shortest_time() {
    let rules = "[[retention]]\nuntagged_older_than = '7d'\n[[retention]]\nuntagged_older_than = '2d'\n\
                 [[retention]]\nrepositories = ['other']\nuntagged_older_than = '1h'";
    let rules = Retention::parse(rules).unwrap();
    for (age, goes, reason) in [
        (Some(DAY), false, "rule 2: it has no tag, but is younger than 2d"),
        (Some(DAY * 2), true, "rule 2: it has no tag and is older than 2d"),
        (None, false, "rule 2: its age cannot be read"),
    ] {
        let fate = rules.untagged("x", age).unwrap();
        assert_eq!((fate.goes, fate.reason.as_str()), (goes, reason));
    }
    let without = Retention::parse("[[retention]]\nkeep_last = 1").unwrap();
    assert_eq!(without.untagged("x", Some(DAY * 99)), None);
}

#[test]
fn what_makes_no_sense_is_refused_with_its_place() {
    for (text, reason) in [
        ("", "there is no [[retention]]"),
        ("[other]\nx = 1", "there is no [[retention]]"),
        ("[[retention]]\ntags = ['a']", "rule 1 does nothing"),
        ("[[retention]]\nkeep_last = 1\nolder = '1d'", "unknown field `older`"),
        ("[[retention]]\nkeep_last = -1", "line 2"),
        ("[[retention]]\nolder_than = '1 day'", "is not a time such as"),
        ("[[retention]]\nolder_than = ''", "is not a time such as"),
        ("[[retention]]\nolder_than = '99999999999999999999d'", "is not a time such as"),
        ("[[retention]]\nolder_than = '30000000000000000000w'", "is not a time such as"),
        ("[[retention]]\norder = 'name'", "unknown variant"),
        ("[[retention]", "line 1"),
    ] {
        let error = Retention::parse(text).unwrap_err().to_string();
        assert!(error.contains(reason), "{text}: {error}");
    }
    let read = Retention::parse("[server]\nlisten = 'x'\n[[retention]]\nolder_than = '1w2d'").unwrap();
    assert_eq!(read.rules[0].older_than, Some(DAY * 9), "what concerns others is left to them");
}

fn any_tags() -> impl Strategy<Value = Vec<Aged>> {
    let tag = "(pr-[0-9]|v[0-9]|latest|x[a-c])";
    proptest::collection::btree_map(tag, proptest::option::of(0u32..90), 0..24)
        .prop_map(|tags| tags.into_iter().map(|(tag, days)| aged(&tag, days)).collect())
}

fn any_rule() -> impl Strategy<Value = Rule> {
    let patterns = || proptest::collection::vec("(pr-\\*|v\\*|latest|\\*|x\\?)", 0..3);
    let span = || proptest::option::of((0u32..90).prop_map(|days| DAY * days));
    (patterns(), patterns(), proptest::option::of(0usize..6), any::<bool>(), span(), span()).prop_map(
        |(tags, keep, keep_last, created, older_than, untagged_older_than)| Rule {
            repositories: Vec::new(),
            tags,
            keep,
            keep_last,
            order: if created { Order::Created } else { Order::Pushed },
            older_than,
            untagged_older_than,
        },
    )
}

proptest! {
    #[test]
    fn what_is_to_be_kept_is_and_once_more_takes_nothing(
        tags in any_tags(), rules in proptest::collection::vec(any_rule(), 1..4),
    ) {
        let rules = Retention { rules };
        let fates = rules.decide("team/x", &tags);
        prop_assert_eq!(fates.len(), tags.len());
        let left: Vec<Aged> = tags.iter().zip(&fates).filter(|(_, fate)| !fate.goes).map(|(aged, _)| aged.clone()).collect();
        for (aged, fate) in tags.iter().zip(&fates).filter(|(_, fate)| fate.goes) {
            prop_assert!(!rules.rules.iter().flat_map(|rule| &rule.keep).any(|pattern| glob(pattern, &aged.tag)), "{}", fate.reason);
            prop_assert!(aged.pushed.is_some());
        }
        prop_assert!(rules.decide("team/x", &left).iter().all(|fate| !fate.goes));
    }

    #[test]
    fn the_newest_of_a_lone_rule_stay_in_each_repository(tags in any_tags(), rule in any_rule()) {
        let last = rule.keep_last.unwrap_or_default();
        let about = |aged: &&Aged| {
            aged.pushed.is_some() && is_any(&rule.tags, &aged.tag) && !rule.keep.iter().any(|keep| glob(keep, &aged.tag))
        };
        let candidates = tags.iter().filter(about).count();
        let rules = Retention { rules: vec![rule.clone()] };
        let fates = rules.decide("a/b", &tags);
        let left = tags.iter().zip(&fates).filter(|(aged, fate)| about(aged) && !fate.goes).count();
        prop_assert!(left >= last.min(candidates));
        // Nothing that goes is younger than what stays for its rank alone.
        prop_assert_eq!(rules.decide("a/c", &tags), fates);
    }

    #[test]
    fn any_text_is_rules_or_refused(text in "(\\[\\[retention\\]\\]\n|[a-z_]{1,12} = |'[0-9a-z]{0,6}'|[0-9]{1,3}|\n|\\[|\\]){0,12}") {
        drop(Retention::parse(&text));
    }
}
