package io.followsync.deployment.kubernetes;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RulesTests {

	@ParameterizedTest
	@ValueSource(strings = { "recording", "alerts", "slo" })
	void prometheusOperatorGetsTheTestedRules(String rules) {
		assertThat(Manifests.named("PrometheusRule", "followsync-" + rules).path("spec"))
			.isEqualTo(Manifests.file("monitoring/rules/" + rules + ".yml"));
	}

}
