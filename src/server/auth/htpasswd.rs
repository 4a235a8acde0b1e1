//! The file of users: lines of `name:hash`, as Apache's htpasswd writes them with bcrypt. Pure.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::error::Flaw;
use crate::oci::Digest;

/// The costs of bcrypt that a client can wait for; each step takes twice as long.
const COSTS: std::ops::RangeInclusive<u32> = 4..=17;
/// What a hash costs when no line says.
const USUAL_COST: u32 = 10;
/// The salt and the sum of a hash that no password has.
const NOBODY: &str = ".....................................................";

/// The users and the hashes of their passwords.
pub struct Htpasswd {
    users: HashMap<Box<str>, User>,
    decoy: Box<str>,
}

/// What is known of a user.
#[derive(Clone)]
pub struct User {
    /// The bcrypt hash of the password.
    pub hash: Box<str>,
    /// Changes with the hash and does not tell it: what was given out under one password ends with it.
    pub fingerprint: Box<str>,
}

impl Htpasswd {
    /// Reads the file: one user a line; blank lines and those that begin with `#` mean nothing.
    ///
    /// # Errors
    /// The first line that cannot be used, with what can.
    pub fn parse(text: &str) -> Result<Self, Flaw> {
        let mut users = HashMap::new();
        let mut costs: HashMap<u32, usize> = HashMap::new();
        for (number, line) in lines(text) {
            let Some((name, hash)) = line.split_once(':') else {
                return Err(Flaw::on(number, "this is no line of the form NAME:HASH"));
            };
            check_name(name).map_err(|reason| Flaw::on(number, reason))?;
            let cost = cost(hash).map_err(|reason| Flaw::on(number, format!("the user {name:?} has {reason}")))?;
            *costs.entry(cost).or_default() += 1;
            match users.entry(Box::from(name)) {
                Entry::Vacant(free) => free.insert(User::new(hash)),
                Entry::Occupied(_) => return Err(Flaw::on(number, format!("the user {name:?} stands here twice"))),
            };
        }
        let usual = costs.into_iter().max_by_key(|(cost, count)| (*count, *cost)).map_or(USUAL_COST, |(cost, _)| cost);
        Ok(Self { users, decoy: format!("$2b${usual:02}${NOBODY}").into() })
    }

    /// A user.
    pub fn user(&self, name: &str) -> Option<&User> {
        self.users.get(name)
    }

    /// A hash that takes as long to check as those of most users and that no password has: who asks for a user that
    /// does not exist must not notice by the time it takes.
    pub fn decoy(&self) -> &str {
        &self.decoy
    }
}

impl User {
    fn new(hash: &str) -> Self {
        // A bcrypt hash holds 128 random bits: nobody finds it again from a part of its sum.
        let fingerprint = Digest::sha256(hash.as_bytes()).hex().chars().take(16).collect::<String>();
        Self { hash: hash.into(), fingerprint: fingerprint.into() }
    }
}

/// The lines that mean something, with their numbers.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines = text.lines().enumerate().map(|(at, line)| (at + 1, line.trim_end()));
    lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

/// The cost of a bcrypt hash, or what the line has instead of one that can be used.
fn cost(hash: &str) -> Result<u32, String> {
    let scheme = match hash {
        _ if ["$2a$", "$2b$", "$2y$"].iter().any(|prefix| hash.starts_with(prefix)) => None,
        _ if hash.starts_with("$apr1$") || hash.starts_with("$1$") => Some("an MD5 hash"),
        _ if hash.starts_with("{SHA}") => Some("a SHA-1 hash"),
        _ if hash.starts_with("$5$") || hash.starts_with("$6$") => Some("a SHA-2 crypt hash"),
        _ if hash.starts_with("$argon2") => Some("an Argon2 hash"),
        _ if hash.starts_with("$2x$") => Some("a hash of a faulty bcrypt ($2x$)"),
        _ => Some("a password in clear or a hash that is not known"),
    };
    if let Some(scheme) = scheme {
        return Err(format!(
            "{scheme}; only bcrypt is taken: set it again with `wharf serve user add` or `htpasswd -B`"
        ));
    }
    let parts: bcrypt::HashParts = hash.parse().map_err(|_| "a damaged bcrypt hash".to_owned())?;
    let cost = parts.get_cost();
    if !COSTS.contains(&cost) {
        return Err(format!("a bcrypt hash of the cost {cost}; the cost is {} to {}", COSTS.start(), COSTS.end()));
    }
    Ok(cost)
}

/// Whether a name can stand in the file, and be sent by a client (RFC 7617: no colon, no control characters).
///
/// # Errors
/// Why not.
pub fn check_name(name: &str) -> Result<(), String> {
    if name.is_empty() {
        return Err("the user name is empty".to_owned());
    }
    if name.len() > 255 {
        return Err("a user name has at most 255 bytes".to_owned());
    }
    if let Some(wrong) = name.chars().find(|c| *c == ':' || c.is_control()) {
        return Err(format!("a user name cannot hold {wrong:?}"));
    }
    if name.trim() != name {
        return Err(format!("the user name {name:?} begins or ends with a space"));
    }
    Ok(())
}

/// A line of the file as a person sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The user.
    pub name: String,
    /// The cost of the bcrypt hash, or why the line cannot be used.
    pub cost: Result<u32, String>,
}

/// The users of the file, in its order, also those that cannot log in. Lines without a colon are no users.
pub fn entries(text: &str) -> Vec<Listed> {
    let split = lines(text).filter_map(|(_, line)| line.split_once(':'));
    split
        .map(|(name, hash)| Listed { name: name.to_owned(), cost: check_name(name).and_then(|()| cost(hash)) })
        .collect()
}

/// The text with the user's line set, or added at the end. All else stays as it is. And whether the user is new.
pub fn with_user(text: &str, name: &str, hash: &str) -> (String, bool) {
    let mut out = String::with_capacity(text.len() + name.len() + hash.len() + 2);
    let mut is_new = true;
    for line in text.split_inclusive('\n') {
        if !is_of(line, name) {
            out.push_str(line);
        } else if std::mem::take(&mut is_new) {
            out.extend([name, ":", hash, "\n"]);
        }
    }
    if is_new {
        if !out.is_empty() && !out.ends_with('\n') {
            out.push('\n');
        }
        out.extend([name, ":", hash, "\n"]);
    }
    (out, is_new)
}

/// The text without the user's line; nothing where there is no such line.
pub fn without_user(text: &str, name: &str) -> Option<String> {
    let kept: String = text.split_inclusive('\n').filter(|line| !is_of(line, name)).collect();
    (kept.len() < text.len()).then_some(kept)
}

fn is_of(line: &str, name: &str) -> bool {
    line.strip_prefix('\u{feff}').unwrap_or(line).strip_prefix(name).is_some_and(|rest| rest.starts_with(':'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const HASH: &str = "$2y$05$bvIG6Nmid91Mu9RcmmWZfO5HJIMCT8riNW0hEp8f6/FuA2/mHZFpe";

    fn flaw(text: &str) -> Flaw {
        Htpasswd::parse(text).map(drop).unwrap_err()
    }

    #[test]
    fn users_are_found_and_comments_are_not() {
        let text = format!("# people\r\n\r\nann:{HASH}\r\nbob smith:{}\n", HASH.replace("$05$", "$07$"));
        let file = Htpasswd::parse(&text).unwrap();
        assert_eq!(&*file.user("ann").unwrap().hash, HASH);
        assert!(file.user("bob smith").is_some() && file.user("# people").is_none() && file.user("").is_none());
        assert_ne!(file.user("ann").unwrap().fingerprint, file.user("bob smith").unwrap().fingerprint);
        assert!(file.decoy().starts_with("$2b$07$"), "{}", file.decoy());
        assert!(!bcrypt::verify("", Htpasswd::parse(&format!("a:{HASH}")).unwrap().decoy()).unwrap());
        assert!(Htpasswd::parse("").unwrap().decoy().starts_with("$2b$10$"));
    }

    #[test]
    fn what_is_no_bcrypt_is_refused_by_its_line() {
        for (line, part) in [
            ("ann", "NAME:HASH"),
            ("ann:secret", "in clear"),
            ("ann:", "in clear"),
            ("ann:$apr1$abc$def", "MD5"),
            ("ann:{SHA}abc", "SHA-1"),
            ("ann:$6$abc$def", "SHA-2"),
            ("ann:$argon2id$v=19$x", "Argon2"),
            ("ann:$2x$05$bvIG6Nmid91Mu9RcmmWZfO5HJIMCT8riNW0hEp8f6/FuA2/mHZFpe", "faulty"),
            ("ann:$2y$05$short", "damaged"),
            ("ann:$2y$05$bvIG6Nmid91Mu9RcmmWZfO5HJIMCT8riNW0hEp8f6/FuA2/mHZFpe:extra", "damaged"),
            ("ann:$2y$31$bvIG6Nmid91Mu9RcmmWZfO5HJIMCT8riNW0hEp8f6/FuA2/mHZFpe", "cost 31"),
            (":x", "empty"),
            ("a\u{7}b:x", "cannot hold"),
            (" ann:x", "space"),
        ] {
            let flaw = flaw(&format!("bob:{HASH}\n\n{line}\n"));
            assert_eq!(flaw.line, Some(3), "{line}");
            assert!(flaw.reason.contains(part), "{line}: {flaw}");
            assert!(!flaw.reason.contains("secret"), "{flaw}");
        }
        assert!(flaw(&format!("ann:{HASH}\nann:{HASH}")).reason.contains("twice"));
    }

    #[test]
    fn edits_keep_all_other_lines_and_the_order() {
        let text = "# top\nann:1\n\nbob:2\nstrange line\ncarl:3";
        let (changed, is_new) = with_user(text, "bob", "new");
        assert_eq!((changed.as_str(), is_new), ("# top\nann:1\n\nbob:new\nstrange line\ncarl:3", false));
        let (added, is_new) = with_user(text, "bo", "x");
        assert_eq!((added, is_new), (format!("{text}\nbo:x\n"), true));
        assert_eq!(without_user(text, "ann").unwrap(), "# top\n\nbob:2\nstrange line\ncarl:3");
        assert_eq!(without_user(text, "an"), None);
        assert_eq!(with_user("", "a", "h"), ("a:h\n".to_owned(), true));
        assert_eq!(with_user("a:1\na:2\n", "a", "h"), ("a:h\n".to_owned(), false));
    }

    #[test]
    fn people_see_who_cannot_log_in() {
        let found = entries(&format!("# x\nann:{HASH}\nbob:plain\nnonsense\n"));
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].name.as_str(), &found[0].cost), ("ann", &Ok(5)));
        assert!(found[1].cost.as_ref().unwrap_err().contains("only bcrypt"));
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "(.{0,30}(:|\n|\\$2y\\$05\\$){0,2}){0,6}") {
            let _ = Htpasswd::parse(&text);
            let _ = entries(&text);
        }

        #[test]
        fn what_was_added_is_there_until_it_is_removed(text in "([a-d]{1,2}:[a-z]{1,4}\n){0,6}", name in "[a-d]{1,2}") {
            let (added, _) = with_user(&text, &name, HASH);
            let count = entries(&added).iter().filter(|entry| entry.name == name).count();
            prop_assert_eq!(count, 1);
            let removed = without_user(&added, &name).unwrap();
            prop_assert!(entries(&removed).iter().all(|entry| entry.name != name));
            prop_assert_eq!(removed, without_user(&text, &name).unwrap_or(text));
        }
    }
}
