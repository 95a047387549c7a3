package io.followsync.deployment.compose;

/** Skips a test with a warning where compose reaches no container engine. */
class EngineCondition extends ComposeCondition {

	@Override
	boolean possible() {
		return answers("docker", "info") && super.possible();
	}

	@Override
	String needed() {
		return "container engine with compose that answers";
	}

}
