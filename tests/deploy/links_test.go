package deploy

import (
	"fmt"
	"slices"
	"testing"

	monitoring "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	core "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
	policy "k8s.io/api/policy/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
)

// external are the objects that a set of values expects to be there, with their keys;
// one without keys is taken whole.
var external = map[string]map[string][]string{
	"port-agent.yaml":       {"secret/secondary-certs": nil},
	"existing-secrets.yaml": {"secret/kept-elsewhere": nil, "secret/authority": {"ca.pem"}, "secret/circleci": {"token"}},
	"everything.yaml":       {"secret/kept-elsewhere": {"PORT_CLIENT_ID", "PORT_CLIENT_SECRET", "KAFKA_CONSUMER_BROKERS"}},
}

// Each secret and config map that the pods read is rendered too, or is known to be
// kept elsewhere, with each key that is read of it.
func TestReferences(t *testing.T) {
	for _, values := range sets(t) {
		objects := decode(t, render(t, values))
		have := map[string][]string{}
		for name, keys := range external[values] {
			have[name] = append([]string{"*"}, keys...)
		}
		for _, secret := range all[*core.Secret](objects) {
			have["secret/"+secret.Name] = append(keysOf(secret.Data), "*")
		}
		for _, config := range all[*core.ConfigMap](objects) {
			have["config map/"+config.Name] = slices.Concat(keysOf(config.Data), keysOf(config.BinaryData), []string{"*"})
		}
		for _, wanted := range references(workloadOf(t, objects).template.Spec) {
			if !slices.Contains(have[wanted[0]], wanted[1]) {
				t.Errorf("%s: the pods read %s of %s, which isn't there", values, wanted[1], wanted[0])
			}
		}
	}
}

// references gives object and key of all that a pod reads, with * for the whole.
func references(pod core.PodSpec) (out [][2]string) {
	volumes := map[string]core.Volume{}
	for _, volume := range pod.Volumes {
		volumes[volume.Name] = volume
		if volume.Secret != nil {
			out = append(out, [2]string{"secret/" + volume.Secret.SecretName, "*"})
			for _, item := range volume.Secret.Items {
				out = append(out, [2]string{"secret/" + volume.Secret.SecretName, item.Key})
			}
		}
		if volume.ConfigMap != nil {
			out = append(out, [2]string{"config map/" + volume.ConfigMap.Name, "*"})
		}
	}
	for _, container := range pod.Containers {
		for _, mount := range container.VolumeMounts {
			if of := volumes[mount.Name]; of.ConfigMap != nil && mount.SubPath != "" {
				out = append(out, [2]string{"config map/" + of.ConfigMap.Name, mount.SubPath})
			}
		}
		for _, from := range container.EnvFrom {
			out = append(out, [2]string{"secret/" + from.SecretRef.Name, "*"})
		}
		for _, variable := range container.Env {
			if variable.ValueFrom != nil && variable.ValueFrom.SecretKeyRef != nil {
				ref := variable.ValueFrom.SecretKeyRef
				out = append(out, [2]string{"secret/" + ref.Name, ref.Key})
			}
		}
	}
	return out
}

// Whatever selects pods selects these, and the monitor the service.
func TestSelectors(t *testing.T) {
	for _, values := range sets(t) {
		objects := decode(t, render(t, values))
		of := workloadOf(t, objects)
		pods := of.template.Labels
		selects(t, values+": "+of.name, of.selector, pods)
		services := all[*core.Service](objects)
		for _, service := range services {
			selects(t, values+": the service", &meta.LabelSelector{MatchLabels: service.Spec.Selector}, pods)
		}
		for _, budget := range all[*policy.PodDisruptionBudget](objects) {
			selects(t, values+": the budget", budget.Spec.Selector, pods)
		}
		for _, network := range all[*networking.NetworkPolicy](objects) {
			selects(t, values+": the network policy", &network.Spec.PodSelector, pods)
		}
		for _, monitor := range all[*monitoring.ServiceMonitor](objects) {
			selects(t, values+": the monitor", &monitor.Spec.Selector, services[0].Labels)
			if monitor.Spec.Endpoints[0].Port != services[0].Spec.Ports[0].Name {
				t.Errorf("%s: the monitor asks for a port that the service hasn't", values)
			}
		}
		for _, object := range objects {
			named, ok := object.(meta.Object)
			if !ok || named.GetNamespace() != namespace {
				t.Errorf("%s: %v is not in the release's namespace", values, fmt.Sprintf("%T", object))
			}
		}
	}
}

func selects(t *testing.T, what string, selector *meta.LabelSelector, of map[string]string) {
	t.Helper()
	s, err := meta.LabelSelectorAsSelector(selector)
	if err != nil || s.Empty() || !s.Matches(labels.Set(of)) {
		t.Errorf("%s selects %v and not %v: %v", what, s, of, err)
	}
}

func keysOf[V any](of map[string]V) (out []string) {
	for key := range of {
		out = append(out, key)
	}
	return out
}
