//! What a registry on disk promises beyond the specification: what it acknowledged lasts through deaths of the process,
//! damage of files, slow clients, other processes and other tools. On the real binary. The long tests, and those that need
//! peers or root, are in `tests/interop/durability.rs`.

mod beside;
mod damage;
mod kill;
mod slow;
#[allow(dead_code, reason = "the long tests take other parts")]
mod wire;

#[test]
fn what_was_acknowledged_survives_kills() {
    kill::kill_again_and_again(12, 7);
}
