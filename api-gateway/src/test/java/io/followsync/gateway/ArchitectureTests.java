package io.followsync.gateway;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.followsync.gateway.access.Access;
import io.followsync.job.Capability;
import io.followsync.vault.Fingerprints;
import io.followsync.vault.GatewayKeys.CapabilityVault;
import org.jspecify.annotations.NullMarked;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Repository;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

@AnalyzeClasses(packages = "io.followsync.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	private static final String ROOT = "io.followsync.gateway";

	// The layout that architecture documents show; a new package is a decision.
	@ArchTest
	static void hasThePackagesOfTheLayout(JavaClasses classes) {
		assertThat(classes.stream().map((type) -> type.getPackageName().substring(ROOT.length()))).containsOnly("",
				".access", ".access.web", ".accounts", ".accounts.web", ".analysis", ".analysis.web", ".capacity",
				".database", ".downloads", ".edge", ".edge.netty", ".history", ".history.web", ".idempotency",
				".imports", ".imports.web", ".jobs", ".jobs.web", ".operations", ".operations.kafka", ".operations.web",
				".page", ".queue", ".relationships", ".relationships.web", ".signin", ".signin.web", ".streaming",
				".streaming.kafka", ".streaming.web", ".syncs", ".syncs.web", ".whitelist", ".whitelist.web");
	}

	@ArchTest
	static final ArchRule featuresFormNoCycle = SlicesRuleDefinition.slices()
		.matching(ROOT + ".(*)..")
		.should()
		.beFreeOfCycles();

	@ArchTest
	static final ArchRule adaptersAreUsedFromInsideThemselvesOnly = classes().that()
		.resideInAnyPackage("..web..", "..r2dbc..", "..kafka..")
		.should(beUsedInTheirOwnPackageOnly());

	@ArchTest
	static final ArchRule onlyRepositoriesSpeakToTheDatabase = noClasses().that(areNoRepositories())
		.and()
		.resideOutsideOfPackages("..r2dbc..", ROOT + ".edge..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.r2dbc..", "org.springframework.r2dbc..");

	@ArchTest
	static final ArchRule webAdaptersHoldNoRepositories = noClasses().that()
		.resideInAPackage("..web..")
		.should()
		.beAnnotatedWith(Repository.class);

	// Behind it, whoever has the id of a job has been let in.
	@ArchTest
	static final ArchRule onlyAccessLooksUpWhatACallerShows = noClasses().that()
		.resideOutsideOfPackage(ROOT + ".access..")
		.should()
		.accessTargetWhere(method(Capability.class, "parse", String.class))
		.orShould()
		.accessTargetWhere(method(Fingerprints.class, "of", Capability.class));

	// Their calls are the ones behind the operators' credential.
	@ArchTest
	static final ArchRule onlyOperatorsCallsAskAsAnOperator = noClasses().that()
		.resideOutsideOfPackages(ROOT + ".operations..", ROOT + ".access..")
		.should()
		.dependOnClassesThat()
		.areAssignableTo(Access.Caller.Operator.class);

	/** A method, called or referred to. */
	private static DescribedPredicate<JavaAccess<?>> method(Class<?> owner, String name, Class<?> parameter) {
		return DescribedPredicate.describe(
				"%s.%s(%s)".formatted(owner.getSimpleName(), name, parameter.getSimpleName()),
				(access) -> access.getTargetOwner().isEquivalentTo(owner) && access.getName().equals(name)
						&& access instanceof JavaCodeUnitAccess<?> unit
						&& unit.getTarget().getRawParameterTypes().getFirst().isEquivalentTo(parameter));
	}

	@ArchTest
	static final ArchRule capabilitiesAreKnownOnlyWhereJobsBeginAndToOperators = noClasses().that()
		.resideOutsideOfPackages(ROOT + ".access..", ROOT + ".analysis..", ROOT + ".imports..", ROOT + ".operations..",
				ROOT + ".signin..", ROOT)
		.should()
		.dependOnClassesThat()
		.areAssignableTo(Capability.class)
		.orShould()
		.dependOnClassesThat()
		.areAssignableTo(CapabilityVault.class);

	// No statement may be cancelled: the adapters ensure it, and where a success may have
	// to be undone, the callers that undo it.
	@ArchTest
	static final ArchRule webAdaptersNeedNotCareWhetherAStatementIsCancelled = noClasses().that()
		.resideInAPackage("..web..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage(ROOT + ".database..");

	@ArchTest
	static final ArchRule onlyKafkaAdaptersSpeakToTheBroker = noClasses().that()
		.resideOutsideOfPackage("..kafka..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..", "reactor.kafka..");

	@ArchTest
	static final ArchRule onlyWebAdaptersMapRequests = noClasses().that()
		.resideOutsideOfPackages("..web..", ROOT + ".edge..", ROOT + ".page..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.springframework.web.bind..");

	@ArchTest
	static final ArchRule fieldsAreNotInjected = noFields().should().beAnnotatedWith(Autowired.class);

	@ArchTest
	static final ArchRule nobodyWritesToTheConsole = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

	// Failures.describe says more, and nothing that is not to be logged.
	@ArchTest
	static final ArchRule noLogNamesJustTheClassOfAFailure = noClasses().should()
		.callMethod(Class.class, "getName")
		.orShould()
		.callMethod(Class.class, "getSimpleName");

	@ArchTest
	static final ArchRule nothingIsSet = noMethods().that()
		.areDeclaredInClassesThat()
		.resideInAPackage(ROOT + "..")
		.should()
		.haveNameMatching("set[A-Z].*");

	@ArchTest
	static final ArchRule nobodyBlocks = noClasses().should()
		.callMethodWhere(JavaCall.Predicates.target(HasName.Predicates.nameMatching("block(First|Last|Optional)?"))
			.and(JavaCall.Predicates.target(
					HasOwner.Predicates.With.owner(JavaClass.Predicates.resideInAPackage("reactor.core.publisher")))));

	@ArchTest
	static final ArchRule timeComesFromAClock = noClasses()
		.should(new ArchCondition<JavaClass>("ask the system's clock") {
			@Override
			public void check(JavaClass type, ConditionEvents events) {
				type.getMethodCallsFromSelf()
					.stream()
					.filter((call) -> call.getTargetOwner().getPackageName().equals("java.time"))
					.filter((call) -> call.getName().equals("now") && call.getTarget().getRawParameterTypes().isEmpty())
					.forEach((call) -> events.add(SimpleConditionEvent.satisfied(call, call.getDescription())));
			}
		});

	@ArchTest
	static void everyPackageIsDescribedAndNullMarked(JavaClasses classes) throws ClassNotFoundException {
		for (String name : classes.stream().map(JavaClass::getPackageName).distinct().toList()) {
			assertThat(Class.forName(name + ".package-info").isAnnotationPresent(NullMarked.class)).as(name).isTrue();
		}
	}

	@ArchTest
	static void mostTypesArePackagePrivate(JavaClasses classes) {
		DescribedPredicate<JavaClass> topLevel = DescribedPredicate.describe("top level",
				(type) -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"));
		JavaClasses types = classes.that(topLevel);
		long hidden = types.stream().filter((type) -> !type.getModifiers().contains(JavaModifier.PUBLIC)).count();
		assertThat(hidden * 2).isGreaterThanOrEqualTo(types.size());
	}

	// The columns of several repositories, and how they are read, are in package-private
	// types named ...Rows.
	private static DescribedPredicate<JavaClass> areNoRepositories() {
		return DescribedPredicate.describe("are no repositories", (type) -> !type.isAnnotatedWith(Repository.class)
				&& (!type.getSimpleName().endsWith("Rows") || type.getModifiers().contains(JavaModifier.PUBLIC)));
	}

	private static ArchCondition<JavaClass> beUsedInTheirOwnPackageOnly() {
		return new ArchCondition<>("be used in their own package only") {
			@Override
			public void check(JavaClass adapter, ConditionEvents events) {
				adapter.getDirectDependenciesToSelf()
					.stream()
					.filter((use) -> !use.getOriginClass().getPackageName().equals(adapter.getPackageName()))
					.forEach((use) -> events.add(SimpleConditionEvent.violated(adapter, use.getDescription())));
			}
		};
	}

}
