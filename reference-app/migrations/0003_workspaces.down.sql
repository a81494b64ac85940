drop table invitations;
drop table memberships;
drop table workspaces;
