package alerts
import (_ "github.com/prometheus/prometheus/promql"; _ "github.com/prometheus/prometheus/promql/parser"; _ "github.com/prometheus/prometheus/model/rulefmt"; _ "github.com/prometheus/prometheus/promql/promqltest")
