//! Where things are when nobody says otherwise. Nothing is expanded: a path is taken as it is written.

use std::path::PathBuf;

use super::env::{self, Env};

/// The default places of files, from the environment. Those below a home that nobody knows are missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// The local store: `wharf/store` in the data directory.
    pub store: Option<PathBuf>,
    /// The configuration file: `wharf/config.toml` in the configuration directory.
    pub config_file: Option<PathBuf>,
    /// Which hosts have credentials in the keyring: `wharf/keyring.json` in the configuration directory.
    pub keyring_index: Option<PathBuf>,
    /// podman's credentials that last as long as a session.
    pub podman_runtime: Option<PathBuf>,
    /// podman's credentials.
    pub podman_config: Option<PathBuf>,
    /// docker's `config.json`.
    pub docker_config: Option<PathBuf>,
    /// docker's credentials of old, `~/.dockercfg`.
    pub dockercfg: Option<PathBuf>,
    /// The directories that hold one directory of certificates per registry, the user's first.
    pub certificates: Vec<PathBuf>,
}

impl Paths {
    /// The places that this environment leads to.
    pub fn new(env: &Env) -> Self {
        let home = env.home();
        let below_home = |path: &str| home.map(|home| home.join(path));
        // podman and docker use ~/.config on every system, where the system's own custom is another one too.
        let dot_config = env.absolute(env::XDG_CONFIG_HOME).or_else(|| below_home(".config"));
        let containers = dot_config.as_ref().map(|dir| dir.join("containers"));
        let mut certificates: Vec<_> =
            dot_config.iter().flat_map(|dir| [dir.join("containers/certs.d"), dir.join("docker/certs.d")]).collect();
        certificates.extend(["etc/containers/certs.d", "etc/docker/certs.d"].map(|dir| env.root().join(dir)));
        Self {
            store: env.data_dir().map(|dir| dir.join("wharf/store")),
            config_file: env.config_dir().map(|dir| dir.join("wharf/config.toml")),
            keyring_index: env.config_dir().map(|dir| dir.join("wharf/keyring.json")),
            podman_runtime: runtime_dir(env).map(|dir| dir.join("auth.json")),
            podman_config: containers.as_ref().map(|dir| dir.join("auth.json")),
            docker_config: env
                .path(env::DOCKER_CONFIG)
                .or_else(|| below_home(".docker"))
                .map(|dir| dir.join("config.json")),
            dockercfg: below_home(".dockercfg"),
            certificates,
        }
    }
}

/// Where podman keeps what lasts as long as a session.
#[cfg_attr(target_os = "linux", expect(clippy::unnecessary_wraps, reason = "other systems have no such place"))]
fn runtime_dir(env: &Env) -> Option<PathBuf> {
    if let Some(dir) = env.absolute(env::XDG_RUNTIME_DIR) {
        return Some(dir.join("containers"));
    }
    #[cfg(target_os = "linux")]
    return Some(env.root().join(format!("run/containers/{}", rustix::process::getuid().as_raw())));
    #[cfg(not(target_os = "linux"))]
    return None;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_follow_the_environment() {
        let env = Env::from_variables([("HOME", "/h")], "/root");
        let paths = Paths::new(&env);
        assert_eq!(paths.store, Some("/h/.local/share/wharf/store".into()));
        assert_eq!(paths.config_file, Some("/h/.config/wharf/config.toml".into()));
        assert_eq!(paths.docker_config, Some("/h/.docker/config.json".into()));
        assert_eq!(paths.podman_config, Some("/h/.config/containers/auth.json".into()));
        assert!(paths.podman_runtime.unwrap().starts_with("/root/run/containers"));
        assert_eq!(paths.certificates[0], PathBuf::from("/h/.config/containers/certs.d"));
        assert_eq!(paths.certificates[3], PathBuf::from("/root/etc/docker/certs.d"));

        let variables = [
            ("HOME", "/h"),
            ("XDG_CONFIG_HOME", "/c"),
            ("XDG_DATA_HOME", "/d"),
            ("XDG_RUNTIME_DIR", "/r"),
            ("DOCKER_CONFIG", "dock"),
        ];
        let paths = Paths::new(&Env::from_variables(variables, "/"));
        assert_eq!(paths.store, Some("/d/wharf/store".into()));
        assert_eq!(paths.config_file, Some("/c/wharf/config.toml".into()));
        assert_eq!(paths.docker_config, Some("dock/config.json".into()));
        assert_eq!(paths.podman_config, Some("/c/containers/auth.json".into()));
        assert_eq!(paths.podman_runtime, Some("/r/containers/auth.json".into()));
    }

    #[test]
    fn relative_xdg_directories_are_ignored_and_a_home_may_be_missing() {
        let paths = Paths::new(&Env::from_variables([("HOME", "/h"), ("XDG_DATA_HOME", "d")], "/"));
        assert_eq!(paths.store, Some("/h/.local/share/wharf/store".into()));
        let paths = Paths::new(&Env::from_variables([("X", "")], "/"));
        assert_eq!((paths.store, paths.docker_config), (None, None));
        assert_eq!(paths.certificates.len(), 2);
    }
}
