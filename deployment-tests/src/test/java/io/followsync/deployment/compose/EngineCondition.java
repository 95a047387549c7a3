package io.followsync.deployment.compose;

/** Where no container engine answers to compose, says loudly that a test is left out. */
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
