package deploy

import (
	"slices"
	"strings"
	"testing"

	apps "k8s.io/api/apps/v1"
	core "k8s.io/api/core/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
)

// workload is what starts the pods.
type workload struct {
	name     string
	selector *meta.LabelSelector
	template core.PodTemplateSpec
	claims   []core.PersistentVolumeClaim
}

func workloadOf(t *testing.T, objects []runtime.Object) workload {
	t.Helper()
	deployments, sets := all[*apps.Deployment](objects), all[*apps.StatefulSet](objects)
	if len(deployments)+len(sets) != 1 {
		t.Fatalf("%d deployments and %d stateful sets, want one in all", len(deployments), len(sets))
	}
	if len(sets) == 1 {
		return workload{sets[0].Name, sets[0].Spec.Selector, sets[0].Spec.Template, sets[0].Spec.VolumeClaimTemplates}
	}
	return workload{deployments[0].Name, deployments[0].Spec.Selector, deployments[0].Spec.Template, nil}
}

// The pods keep the strictest of Kubernetes' pod security standards.
func TestPodSecurity(t *testing.T) {
	evaluator, err := policy.NewEvaluator(policy.DefaultChecks(), nil)
	if err != nil {
		t.Fatal(err)
	}
	level := api.LevelVersion{Level: api.LevelRestricted, Version: api.LatestVersion()}
	for _, values := range sets(t) {
		pod := workloadOf(t, decode(t, render(t, values))).template
		for _, result := range evaluator.EvaluatePod(level, &pod.ObjectMeta, &pod.Spec) {
			if !result.Allowed {
				t.Errorf("%s: %s: %s", values, result.ForbiddenReason, result.ForbiddenDetail)
			}
		}
		for _, container := range slices.Concat(pod.Spec.InitContainers, pod.Spec.Containers) {
			if !*container.SecurityContext.ReadOnlyRootFilesystem {
				t.Errorf("%s: %s can write to its root", values, container.Name)
			}
		}
		if *pod.Spec.AutomountServiceAccountToken {
			t.Errorf("%s: the pod gets a token of Kubernetes' API", values)
		}
	}
}

// Each mount has its volume, each volume is used, and nothing is mounted over another.
func TestMounts(t *testing.T) {
	for _, values := range sets(t) {
		of := workloadOf(t, decode(t, render(t, values)))
		have, used := map[string]bool{}, map[string]bool{}
		for _, volume := range of.template.Spec.Volumes {
			have[volume.Name] = true
		}
		for _, claim := range of.claims {
			have[claim.Name] = true
		}
		for _, container := range slices.Concat(of.template.Spec.InitContainers, of.template.Spec.Containers) {
			paths := map[string]bool{}
			for _, mount := range container.VolumeMounts {
				if used[mount.Name] = true; !have[mount.Name] {
					t.Errorf("%s: %s mounts %s, which is no volume", values, container.Name, mount.Name)
				}
				if paths[mount.MountPath] {
					t.Errorf("%s: %s has two mounts at %s", values, container.Name, mount.MountPath)
				}
				paths[mount.MountPath] = true
			}
		}
		for name := range have {
			if !used[name] {
				t.Errorf("%s: the volume %s is mounted nowhere", values, name)
			}
		}
	}
}

// Of a variable that stands twice Kubernetes keeps one when it is applied, and not
// always the same.
func TestEnvironmentNamesOnce(t *testing.T) {
	for _, values := range sets(t) {
		seen := map[string]bool{}
		for _, variable := range workloadOf(t, decode(t, render(t, values,
			"--set", "env.secret.CIRCLE_CI_TOKEN=both,env.normal.DRAY_KAFKA_INSTANCE_ID=a",
			"--set-json", `extraEnv=[{"name":"CIRCLE_CI_TOKEN","value":"extra"}]`,
		))).template.Spec.Containers[0].Env {
			if seen[variable.Name] {
				t.Errorf("%s: %s is set twice", values, variable.Name)
			}
			seen[variable.Name] = true
			if variable.Name == "CIRCLE_CI_TOKEN" && variable.Value != "extra" {
				t.Errorf("%s: %s is not extraEnv's", values, variable.Name)
			}
		}
	}
}

// A pod is not killed while it compiles modules, which takes a tenth of a minute and more
// each of 3 MB on the fifth of a CPU that port-agent's chart grants.
func TestTimeToStart(t *testing.T) {
	for _, values := range sets(t) {
		pod := workloadOf(t, decode(t, render(t, values))).template.Spec.Containers[0]
		if pod.LivenessProbe == nil {
			continue
		}
		probe := pod.StartupProbe
		if probe == nil || probe.PeriodSeconds*probe.FailureThreshold < 300 || probe.HTTPGet.Path != "/healthz" {
			t.Errorf("%s: a start may take %v, want five minutes", values, probe)
		}
	}
}

// A pod is not killed while it finishes what is under way: 25 s unless it is said.
func TestGrace(t *testing.T) {
	for args, want := range map[string]string{
		"terminationGracePeriodSeconds=25":                           "is not above limits.drain (25s)",
		"env.normal.DRAY_LIMITS_DRAIN=1m":                            "is not above limits.drain (1m)",
		"config.limits.drain=1m30s,terminationGracePeriodSeconds=90": "is not above limits.drain (1m30s)",
		"config.limits.drain=1m30s,terminationGracePeriodSeconds=91": "",
		"env.normal.DRAY_LIMITS_DRAIN=5s,config.limits.drain=1h":     "",
		"config.limits.drain=1500ms":                                 "",
		"config.limits.drain=0.5m":                                   "",
		"config.limits.drain=1.5m":                                   "is not above limits.drain (1.5m)",
		"config.limits.drain=39s500ms":                               "is not above limits.drain (39s500ms)",
	} {
		_, err := helm(t, "template", release, chart, "--set", args)
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v, want %q", args, err, want)
		}
	}
}
