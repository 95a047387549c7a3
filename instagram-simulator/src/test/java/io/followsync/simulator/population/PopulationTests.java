package io.followsync.simulator.population;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PopulationTests {

	private static final Instant AT = Instant.parse("2026-11-01T08:00:00Z");

	private static final Changes NONE = new Changes(0, 0, 0, 0, 0, 0, 0);

	private final Population population = Population.of(spec(1000, 800, 500));

	@Test
	void equalSpecsHaveEqualMembers() {
		assertThat(followers(Population.of(spec(1000, 800, 500)))).isEqualTo(followers(this.population));
	}

	@Test
	void truthEqualsTheLists() {
		Population changed = this.population.after(new Changes(17, 23, 5, 9, 31, 40, 0), AT)
			.after(new Changes(3, 50, 0, 60, 2, 11, 25), AT);
		Set<String> followers = names(followers(changed));
		Set<String> following = names(following(changed));
		Set<String> notFollowingBack = new HashSet<>(following);
		notFollowingBack.removeAll(followers);
		Set<String> fans = new HashSet<>(followers);
		fans.removeAll(following);
		Truth truth = Truth.of(changed);
		assertThat(truth.notFollowingBack()).containsExactlyElementsOf(notFollowingBack.stream().sorted().toList());
		assertThat(truth.fans()).containsExactlyElementsOf(fans.stream().sorted().toList());
		assertThat(truth.mutual()).isEqualTo(followers.size() - fans.size());
		assertThat(truth.followers()).isEqualTo(followers.size());
		assertThat(truth.following()).isEqualTo(following.size());
	}

	@Test
	void lostMembersLeaveTheirListOnly() {
		Population changed = this.population.after(new Changes(0, 100, 0, 0, 0, 0, 0), AT);
		assertThat(followers(this.population)).containsAll(followers(changed));
		assertThat(changed.size(ListKind.FOLLOWERS)).isEqualTo(900);
		assertThat(changed.declared(ListKind.FOLLOWERS)).isEqualTo(900);
		assertThat(following(changed)).isEqualTo(following(this.population));
		assertThat(changed.mutual()).isLessThan(500);
	}

	@Test
	void newcomersWereInNeitherList() {
		Population changed = this.population.after(new Changes(10, 0, 20, 0, 0, 0, 0), AT);
		assertThat(followers(changed)).containsAll(followers(this.population)).hasSize(1010);
		assertThat(following(changed)).containsAll(following(this.population)).hasSize(820);
		assertThat(changed.mutual()).isEqualTo(500);
	}

	@Test
	void deactivatedPeopleVanishButAreStillDeclared() {
		Population changed = this.population.after(new Changes(0, 0, 0, 0, 0, 200, 0), AT);
		Set<Long> gone = ids(followers(this.population));
		gone.addAll(ids(following(this.population)));
		gone.removeAll(ids(followers(changed)));
		gone.removeAll(ids(following(changed)));
		assertThat(gone).hasSize(200).allMatch(changed::hasNoProfile);
		assertThat(changed.declared(ListKind.FOLLOWERS)).isEqualTo(1000);
		assertThat(changed.declared(ListKind.FOLLOWING)).isEqualTo(800);
		Population returned = changed.after(new Changes(0, 0, 0, 0, 0, 0, 200), AT);
		assertThat(followers(returned)).isEqualTo(followers(this.population));
	}

	@Test
	void renamedPeopleKeepTheirIds() {
		Population changed = this.population.after(new Changes(0, 0, 0, 0, 50, 0, 0), AT);
		assertThat(ids(followers(changed))).isEqualTo(ids(followers(this.population)));
		Set<String> names = names(followers(changed));
		names.addAll(names(following(changed)));
		names.removeAll(names(followers(this.population)));
		names.removeAll(names(following(this.population)));
		assertThat(names).hasSize(50);
	}

	@Test
	void whoLeftMayComeBackAndWhoIsGoneMayNot() {
		Population left = this.population.after(new Changes(0, 100, 0, 80, 0, 0, 0), AT);
		Population gone = left.after(new Changes(0, 0, 0, 0, 0, 0, 0, 0, 0, 300), AT);
		assertThat(gone.declared(ListKind.FOLLOWERS)).isEqualTo(gone.size(ListKind.FOLLOWERS));
		Set<Long> removed = ids(followers(left));
		removed.addAll(ids(following(left)));
		removed.removeAll(ids(followers(gone)));
		removed.removeAll(ids(following(gone)));
		assertThat(removed).hasSize(300).allMatch(gone::hasNoProfile);
		assertThat(left.after(new Changes(0, 0, 0, 0, 0, 0, 0, 100, 80, 0), AT)).satisfies((back) -> {
			assertThat(followers(back)).isEqualTo(followers(this.population));
			assertThat(following(back)).isEqualTo(following(this.population));
			assertThat(back.declared(ListKind.FOLLOWERS)).isEqualTo(1000);
		});
		Population back = gone.after(new Changes(0, 0, 0, 0, 0, 0, 0, 50, 40, 0), AT);
		assertThat(ids(followers(back))).doesNotContainAnyElementsOf(removed).hasSize(followers(gone).size() + 50);
		assertThat(Truth.of(back).mutual())
			.isEqualTo(followers(back).stream().filter(following(back)::contains).count());
	}

	@Test
	void historyTellsWhatEachChangeMadeOfWhom() {
		Population changed = this.population.after(new Changes(17, 23, 5, 9, 31, 40, 0), AT)
			.after(new Changes(3, 50, 0, 60, 2, 11, 25, 7, 4, 20), AT.plusSeconds(60));
		MemberHistory history = MemberHistory.of(changed);
		Map<String, MemberHistory.Standing> members = new HashMap<>();
		history.members().forEach((member) -> members.put(member.id(), member));
		assertThat(members).hasSize(1300);
		assertThat(history.changes()).extracting(MemberHistory.Step::at).containsExactly(AT, AT.plusSeconds(60));
		history.changes()
			.forEach((step) -> assertThat(step.members())
				.allMatch((member) -> !member.equals(members.put(member.id(), member))));
		assertThat(members.values()).filteredOn(MemberHistory.Standing::follows)
			.extracting(MemberHistory.Standing::username)
			.hasSameElementsAs(names(followers(changed)));
		assertThat(members.values()).filteredOn(MemberHistory.Standing::followed)
			.extracting(MemberHistory.Standing::username)
			.hasSameElementsAs(names(following(changed)));
		assertThat(members.values()).filteredOn((member) -> !member.hasProfile()).hasSize(40 + 11 - 25 + 20);
	}

	@Test
	void rejectsLosingMoreThanThereAre() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.population.after(new Changes(0, 1001, 0, 0, 0, 0, 0), AT))
			.withMessageContaining("lostFollowers");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.population.after(new Changes(0, 0, 0, 0, 0, 1301, 0), AT))
			.withMessageContaining("deactivated");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.population.after(new Changes(0, 0, 0, 0, 0, 0, 1), AT))
			.withMessageContaining("returned");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.population.after(new Changes(0, 0, 0, 0, 0, 0, 0, 1, 0, 0), AT))
			.withMessageContaining("regainedFollowers");
	}

	@Test
	void everybodyMayDeactivate() {
		Population changed = this.population.after(new Changes(0, 0, 0, 0, 0, 1300, 0), AT);
		assertThat(followers(changed)).isEmpty();
		assertThat(following(changed)).isEmpty();
		assertThat(Truth.of(changed).mutual()).isZero();
		assertThat(changed.after(NONE, AT).declared(ListKind.FOLLOWERS)).isEqualTo(1000);
	}

	@Test
	void newcomersDoNotDisturbAWalk() {
		Population.Slice first = this.population.followersFrom(this.population.newestFollower(), 400);
		Population changed = this.population.after(new Changes(30, 0, 0, 0, 0, 0, 0), AT);
		Set<Population.Member> met = new HashSet<>(first.rows());
		met.addAll(changed.followersFrom(first.next(), 1000).rows());
		assertThat(met).isEqualTo(new HashSet<>(followers(this.population)));
	}

	private static AccountSpec spec(long followers, long following, long mutual) {
		return new AccountSpec(77, "owner", followers, following, mutual, 25, 50, 0, null, null);
	}

	private static List<Population.Member> followers(Population population) {
		return population.followersFrom(population.newestFollower(), 100_000).rows();
	}

	private static Set<Population.Member> following(Population population) {
		return new HashSet<>(population.followingFrom(0, 100_000, 0).rows());
	}

	private static Set<String> names(Iterable<Population.Member> members) {
		Set<String> names = new HashSet<>();
		members.forEach((member) -> names.add(member.username()));
		return names;
	}

	private static Set<Long> ids(Collection<Population.Member> members) {
		return members.stream().map(Population.Member::id).collect(Collectors.toCollection(HashSet::new));
	}

}
