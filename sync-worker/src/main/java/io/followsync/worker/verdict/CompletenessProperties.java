package io.followsync.worker.verdict;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The thresholds of the completeness rules.
 *
 * @param missing the share of the declared count that may be missing: counters include
 * deactivated accounts
 * @param missingFromBoth the share of the declared count that may be missing although two
 * walks agree: what is cut systematically agrees with itself, so beyond it agreement
 * proves nothing. The worst honest gap on record is 9 %
 * @param disagreement the share by which two walks may differ and still agree
 * @param few up to so many members never speak against a list, whatever their share
 * @param thirdWalk up to so many declared members a list is read a third time when two
 * walks disagree; 5,000 cost about 200 requests, an hour of an account's budget. 0 for
 * never
 * @param probes members of "not following back" that are asked about singly, at most,
 * when the followers are complete but not exactly as many as declared; 0 for none
 */
@Validated
@ConfigurationProperties("followsync.completeness")
public record CompletenessProperties(@DefaultValue("0.05") @DecimalMin("0") @DecimalMax("1") double missing,
		@DefaultValue("0.15") @DecimalMin("0") @DecimalMax("1") double missingFromBoth,
		@DefaultValue("0.01") @DecimalMin("0") @DecimalMax("1") double disagreement,
		@DefaultValue("2") @Min(0) long few, @DefaultValue("5000") @Min(0) long thirdWalk,
		@DefaultValue("20") @Min(0) @Max(200) int probes) {

	long mayMiss(long declared) {
		return Math.max(this.few, (long) Math.floor(declared * this.missing));
	}

	long mayMissFromBoth(long declared) {
		return Math.max(this.few, (long) Math.floor(declared * this.missingFromBoth));
	}

	long mayDiffer(long union) {
		return Math.max(this.few, (long) Math.floor(union * this.disagreement));
	}

}
