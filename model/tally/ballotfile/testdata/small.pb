META
key;value
vote_type;cumulative
max_sum_points;5
PROJECTS
project_id;cost;votes;score;name
a;100;3;7;"Swings; and a slide"
b;200;2;6;Benches
7;50;1;2;Trees
VOTES
voter_id;vote;points
1;a,b;3,2
2;b,a;4,1
3;a,7;3,2
4;;
